using System.CommandLine;
using BlazorSessions.App.Data;
using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Commands;

/// <summary><c>users …</c>: what an operator sees and does of accounts.</summary>
internal static class UserCommands
{
    private const int MostSessions = 100; // as for Sessions:MaxConcurrent

    public static Command Of(string[] settings) => new("users", "See and help the people who have accounts")
    {
        List(settings), Show(settings), Unlock(settings), Limit(settings), ResetPassword(settings), Delete(settings),
    };

    private static OperatorCommand List(string[] settings)
    {
        var after = new Option<string>("--after") { Description = "Begin after this email address, for the next page", DefaultValueFactory = _ => "" };
        var atMost = Listed.AtMost();
        return new("list", "List the accounts by email address", settings, async (services, parsed, ct) =>
        {
            var users = await services.GetRequiredService<UserQueries>().ListAsync(parsed.GetRequiredValue(after), parsed.GetValue(atMost), ct);
            return new Report.Done(users.Items, OperatorUser.Lines(users.Items))
            {
                Note = users.IsMore ? $"There are more: go on with --after {users.Items[^1].Email}." : null,
            };
        })
        {
            after, atMost,
        };
    }

    private static OperatorCommand Show(string[] settings) => About("show", "Show an account, its sessions and what stands in its way", settings, async (services, user, ct) =>
    {
        var details = await services.GetRequiredService<UserQueries>().ShowAsync(user, ct);
        return new Report.Done(details, details.Lines());
    });

    private static OperatorCommand Unlock(string[] settings) => About(
        "unlock", "Forget the wrong passwords and recovery codes that were typed, so that the next try is looked at at once", settings,
        async (services, user, ct) =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
            await services.GetRequiredService<WrongTries>().DeleteAsync(db, user.Id, ct);
            services.GetRequiredService<SecurityLog>().Note("AccountUnlocked", "operator", new(user.Id));
            return new Report.Done(new { User = user.Id.Value }, $"Wrong tries for {user.Email.Value} are forgotten.");
        });

    private static OperatorCommand Limit(string[] settings)
    {
        var number = new Argument<string>("number") { Description = $"From 1 to {MostSessions}, or default for that of everybody" };
        number.Validators.Add(given =>
        {
            if (NumberOf(given.GetValueOrDefault<string>()) is null)
            {
                given.AddError($"The number of sessions is a whole one from 1 to {MostSessions}, or default.");
            }
        });
        var command = About("limit", "Give an account a number of sessions of its own. Open ones stay open", settings, async (services, parsed, user, ct) =>
        {
            var own = NumberOf(parsed.GetRequiredValue(number));
            await using var locked = await services.GetRequiredService<SessionRegistry>().LockAsync(user.Id, ct);
            if (locked is null)
            {
                return new Report.NotDone(IsBeingDeleted(user));
            }

            locked.User.LimitSessions(own == 0 ? null : own);
            await locked.CommitAsync(ct);
            var limit = services.GetRequiredService<SessionPolicy>().For(locked.User).MaxConcurrent;
            services.GetRequiredService<SecurityLog>().Note("SessionLimitSet", own == 0 ? "default" : $"{own}", new(user.Id));
            return new Report.Done(new { User = user.Id.Value, Limit = limit }, $"{user.Email.Value} may have {Output.Count(limit, "session", "sessions")} open.");
        });
        command.Arguments.Add(number);
        return command;
    }

    private static OperatorCommand ResetPassword(string[] settings)
    {
        var site = new Option<string>("--site") { Description = "Where people reach the site", DefaultValueFactory = _ => Server.DefaultAddress };
        site.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                given.AddError("--site is an address such as https://sign-in.example.org.");
            }
        });
        var command = About(
            "reset-password", "Make a link, good for an hour and for once, by which its person sets a new password. It signs nobody in", settings,
            async (services, parsed, user, ct) => await services.GetRequiredService<PasswordResetService>().OfferAsync(user.Id, ct) is { } token
                ? LinkOf(user, new(new(parsed.GetRequiredValue(site)), $"{PasswordResetService.Path}?token={token.Reveal()}")) with
                {
                    Note = parsed.GetResult(site) is { Implicit: false } ? null : $"No --site was given: the link is for {Server.DefaultAddress}.",
                }
                : new Report.NotDone(IsBeingDeleted(user)));
        command.Options.Add(site);
        return command;
    }

    // The one place where it is shown: nobody can be shown it again.
    private static Report.Done LinkOf(User user, Uri link) => new(
        new { User = user.Id.Value, Link = link.AbsoluteUri },
        link.AbsoluteUri,
        $"It is good for {Output.Count((long)User.ResetLifetime.TotalMinutes, "minute", "minutes")} and for once. Whoever has it sets the password of {user.Email.Value}:",
        "hand it over on a way that you trust. Every device of the account is told of it, and an open session is asked as always.");

    private static OperatorCommand Delete(string[] settings)
    {
        var named = UserLookup.Argument();
        var command = OperatorCommand.WithoutReturn(
            "delete", "Delete an account with all that is kept of it, at once. Its sessions end", settings,
            parsed => $"The account {parsed.GetValue(named)} and all that is kept of it will be deleted.",
            (services, parsed, ct) => services.WithUserAsync(parsed.GetRequiredValue(named), user => DeleteAsync(services, user, ct), ct));
        command.Arguments.Add(named);
        return command;
    }

    private static async Task<Report> DeleteAsync(IServiceProvider services, User user, CancellationToken ct)
    {
        await using (var locked = await services.GetRequiredService<SessionRegistry>().LockAsync(user.Id, ct, evenIfGone: true))
        {
            locked?.User.Delete(mayBeUndone: false, services.GetRequiredService<TimeProvider>().GetUtcNow());
            locked?.Sessions.EndAll();
            await (locked?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        return await services.GetRequiredService<AccountEraser>().EraseAsync(user.Id, ct)
            ? new Report.Done(new { User = user.Id.Value }, $"The account {user.Email.Value} is deleted.")
            : new Report.NotDone(
                $"The account {user.Email.Value} is closed, but what is kept of it stays for now: the seal of the logs is not as it was left. Run log verify; after log accept it goes.");
    }

    private static string IsBeingDeleted(User user) => $"The account {user.Email.Value} is being deleted.";

    // 0 stands for that of everybody.
    private static int? NumberOf(string? text) =>
        text == "default" ? 0 : int.TryParse(text, out var number) && number is >= 1 and <= MostSessions ? number : null;

    private static OperatorCommand About(
        string name, string description, string[] settings, Func<IServiceProvider, User, CancellationToken, Task<Report>> act) =>
        About(name, description, settings, (services, _, user, ct) => act(services, user, ct));

    private static OperatorCommand About(
        string name, string description, string[] settings, Func<IServiceProvider, ParseResult, User, CancellationToken, Task<Report>> act)
    {
        var named = UserLookup.Argument();
        return new(name, description, settings, (services, parsed, ct) =>
            services.WithUserAsync(parsed.GetRequiredValue(named), user => act(services, parsed, user, ct), ct))
        {
            named,
        };
    }
}
