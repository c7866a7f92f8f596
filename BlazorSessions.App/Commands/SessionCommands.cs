using System.CommandLine;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Commands;

/// <summary><c>sessions …</c>: who is signed in, and putting an end to it.</summary>
internal static class SessionCommands
{
    public static Command Of(string[] settings) => new("sessions", "See who is signed in, and sign them out") { List(settings), End(settings) };

    private static OperatorCommand List(string[] settings)
    {
        var named = UserLookup.OptionalArgument();
        var atMost = Listed.AtMost();
        return new("list", "List the sessions that are open and the sign-ins that wait, of everybody or of one account", settings, async (services, parsed, ct) =>
        {
            var queries = services.GetRequiredService<UserQueries>();
            return parsed.GetValue(named) is { } user
                ? await services.WithUserAsync(user, async found => Show(new((await queries.ShowAsync(found, ct)).Sessions, IsMore: false)), ct)
                : Show(await queries.SessionsAsync(parsed.GetValue(atMost), ct));
        })
        {
            named, atMost,
        };

        static Report Show(Listed<OperatorSession> sessions) => new Report.Done(sessions.Items, OperatorSession.Lines(sessions.Items))
        {
            Note = sessions.IsMore ? "There are more: ask for them with a greater --at-most." : null,
        };
    }

    private static OperatorCommand End(string[] settings)
    {
        var named = UserLookup.OptionalArgument();
        var session = new Option<Guid?>("--session") { Description = "Only this one of the account's sessions, by its id" };
        var all = new Option<bool>("--all") { Description = "Those of everybody" };
        var command = OperatorCommand.WithoutReturn(
            "end", "End the sessions of an account, open or waiting, or those of everybody. Their pages leave at once", settings,
            parsed => parsed.GetValue(all) ? "The sessions of everybody will end." : $"Sessions of {parsed.GetValue(named)} will end.",
            async (services, parsed, ct) => (parsed.GetValue(named), parsed.GetValue(all)) switch
            {
                ({ } user, false) => await services.WithUserAsync(
                    user, found => EndOneAsync(services, found.Id, parsed.GetValue(session) is { } only ? new(only) : null, ct), ct),
                (null, true) when parsed.GetValue(session) is null => Ended(await EndAllAsync(services, ct)),
                _ => new Report.NotDone("Name an account, or give --all and nothing else."),
            });
        command.Arguments.Add(named);
        command.Options.Add(session);
        command.Options.Add(all);
        return command;
    }

    private static async Task<Report> EndOneAsync(IServiceProvider services, UserId user, SessionId? only, CancellationToken ct) =>
        await EndAsync(services, user, only, ct) is { Count: > 0 } ended
            ? Ended(ended)
            : new Report.NotDone("There is no such session that is open or waits.");

    private static async Task<IReadOnlyList<Session>> EndAllAsync(IServiceProvider services, CancellationToken ct)
    {
        var ended = new List<Session>();
        foreach (var user in await services.GetRequiredService<UserQueries>().WithSessionsAsync(ct))
        {
            ended.AddRange(await EndAsync(services, user, only: null, ct));
        }

        return ended;
    }

    private static async Task<IReadOnlyList<Session>> EndAsync(IServiceProvider services, UserId user, SessionId? only, CancellationToken ct)
    {
        await using var locked = await services.GetRequiredService<SessionRegistry>().LockAsync(user, ct, evenIfGone: true);
        var ended = locked?.Sessions.EndByOperator(only) ?? [];
        await (locked?.CommitAsync(ct) ?? Task.CompletedTask);
        return ended;
    }

    private static Report.Done Ended(IReadOnlyList<Session> ended) =>
        new(ended.Select(s => s.Id.Value), $"{Output.Count(ended.Count, "session was", "sessions were")} ended.");
}
