using BlazorSessions.App.Chain;
using BlazorSessions.App.Commands;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.Notices;
using BlazorSessions.App.Features.SessionApi;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Devices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>All that can be done with the application, once, and all that it does by itself.</summary>
public sealed class EveryDeed(TestApp app) : IDisposable
{
    private const string NewPassword = "purple monkey dishwasher";

    private static readonly string[] Narrowed =
        ["", "q=curl", "status=active", "status=ended", "status=refused", "status=active&q=curl", "status=ended&q=curl", "status=refused&q=curl"];

    private readonly Visitor laptop = new(app, "ann@example.org");
    private readonly Visitor phone = new(app, "ann@example.org");
    private readonly Visitor tablet = new(app, "ann@example.org");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The account and its sign-ins.</summary>
    public async Task SignInAsync()
    {
        await laptop.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // a device has those forgotten that came after it
        await phone.SignInAsync("not the password");
        await phone.SignInAsync();
        var code = await phone.CodeAsync();
        await app.Get<ApprovalService>().ReadAsync(await app.SessionOfAsync(laptop), about: null, Ct);
        await ApproveAsync(SignInShortcuts.WrongCodeFor(code));
        await ApproveAsync(code);
        await phone.SubmitAsync("/signin/approval", "Check again");
        await tablet.SignInAsync(); // no room
        await tablet.GetAsync("/signin/recovery");
        await laptop.DeleteSessionAsync($"{(await app.SessionOfAsync(phone)).Session}");
        await phone.GetAsync("/signin"); // why it ended
        await tablet.SignInAsync();
        await tablet.SubmitAsync("/signin/approval", "Cancel");
        await tablet.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await tablet.GetAsync("/signin/approval");

        Task<Answer> ApproveAsync(string typed) => laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", typed));
    }

    /// <summary>All that is to be read.</summary>
    public async Task ReadAsync()
    {
        var current = await app.SessionOfAsync(laptop);
        var older = (await app.Get<SessionLogQuery>().PageAsync(current.User, null, 1, LogFilter.All, Ct)).Next;
        string[] paths =
        [
            .. Narrowed.Select(query => $"/dashboard?{query}"), .. Narrowed.Select(query => $"/dashboard?before={older}&{query}"),
            "/account", "/api/session", "/api/sessions", "/api/sessions?status=active", "/api/sessions?status=ended",
            $"/api/sessions?before={older}", SessionExport.CsvLink, SessionExport.JsonLink, "/health/ready",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, (await laptop.GetAsync(path)).Status);
        }

        foreach (var row in (await app.Get<SessionLogQuery>().PageAsync(current.User, null, 50, LogFilter.All, Ct)).Sessions)
        {
            await app.Get<SessionDetailsQuery>().ReadAsync(current.User, row, Ct);
        }

        Assert.True(await app.Get<SessionRegistry>().UseAsync(current, Ct));
        var notices = await app.Get<NoticeQuery>().ReadAsync(current, Ct);
        await app.Get<NoticeService>().DismissAsync(current, notices.Notices[0].Number);
    }

    /// <summary>All that is to be changed of an account, to its end.</summary>
    public async Task ChangeAsync()
    {
        var codes = await laptop.RecoveryCodesAsync();
        await laptop.SubmitAsync("/account", "Forget");
        await laptop.SubmitAsync("/account", "Save name", ("First name", "Anna"), ("Last name", "Lee"));
        await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", NewPassword), ("Confirm new password", NewPassword));
        await laptop.SubmitAsync("/account", "New recovery codes");
        await tablet.RecoverAsync("0123-4567-89AB-CDEF-GHJK-MNPQ", Visitor.Password);
        Assert.Equal("/dashboard", (await tablet.RecoverAsync(codes[0], Visitor.Password)).Location);
        await tablet.SubmitAsync("/dashboard", "Sign out everywhere else");
        await laptop.SignUpAsync(); // taken
        using var elsewhere = new Visitor(app, "ann@example.org");
        await elsewhere.SetPasswordAsync(await app.ResetLinkAsync(tablet), Visitor.Password);
        await tablet.SubmitAsync("/dashboard", "Sign out");
        using var bob = new Visitor(app, "bob@example.org");
        await bob.SignUpAsync();
        await DeleteAsync(bob);
        await bob.SignInAsync();
        await app.Get<AccountService>().KeepAsync(await app.SessionOfAsync(bob));
        await DeleteAsync(bob);
    }

    /// <summary>What the operator asks and does of one account, and of all so many at a time.</summary>
    public async Task OperateAsync()
    {
        await tablet.SignInAsync();
        var queries = ActivatorUtilities.CreateInstance<UserQueries>(app.Get<IServiceProvider>()); // a command's alone
        var users = (await queries.ListAsync("a", atMost: 10, Ct)).Items;
        Assert.NotEmpty((await queries.SessionsAsync(atMost: 10, Ct)).Items);
        Assert.NotEmpty(await queries.WithSessionsAsync(Ct));
        await app.Get<IServiceProvider>().WithUserAsync(users[0].Email, async user => new Report.Done(await queries.ShowAsync(user, Ct)), Ct);
        await using var locked = await app.Get<SessionRegistry>().LockAsync(new(users[0].Id), Ct);
        locked!.User.LimitSessions(3);
        locked.Sessions.EndByOperator(only: null);
        await locked.CommitAsync(Ct);
    }

    /// <summary>What it does by itself, as long afterwards as it takes until there is something to do.</summary>
    public async Task TidyAsync()
    {
        await tablet.SignInAsync();
        var current = await app.SessionOfAsync(tablet);
        await tablet.GetAsync("/dashboard");
        await app.Get<LastSeenWriter>().FlushAsync(Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(50)); // from here on each use is written at once
        await tablet.GetAsync("/dashboard");
        using var open = app.Get<SessionConnections>().Keep(new(current.User, current.Session), new DefaultHttpContext());
        await app.Get<SessionSweeper>().SweepAsync(Ct);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        await app.Get<OpenSessions>().CountAsync(Ct);
        foreach (var later in new[] { TimeSpan.FromHours(2), KnownDevice.NewFor, TimeSpan.FromDays(400) })
        {
            app.Clock.Advance(later);
            Assert.True(await app.Get<Housekeeping>().TidyAsync(Ct));
        }
    }

    public void Dispose()
    {
        laptop.Dispose();
        phone.Dispose();
        tablet.Dispose();
    }

    private static Task<Answer> DeleteAsync(Visitor visitor) =>
        visitor.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
}
