using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Sessions;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>An account with a past and two devices, and what its person does. Nothing of it is open in between.</summary>
/// <param name="site">Where it is.</param>
/// <param name="user">Which one.</param>
/// <param name="kind">What the table calls such an account.</param>
/// <param name="deep">Before this, only a few rows of its log are left.</param>
internal sealed class Account(ScaledSite site, UserId user, string kind, DateTimeOffset deep)
{
    private const string Name = "Ann Lee";

    private readonly OpaqueToken device = OpaqueToken.Issue();
    private readonly OpaqueToken otherDevice = OpaqueToken.Issue();
    private readonly SessionRegistry registry = site.Services.GetRequiredService<SessionRegistry>();
    private readonly SignOutService signOut = site.Services.GetRequiredService<SignOutService>();

    /// <summary>Signs in, looks at all there is, lets a second device in, and ends both; only what is named is timed.</summary>
    public async Task VisitAsync(Timings times, CancellationToken ct)
    {
        var session = await TakeAsync("sign-in without the hash", () => SignInAsync(ct));
        var current = new CurrentSession(user, session.Session.Id, Name);
        var browser = new Browser(site.Http, $"session={session.Token.Reveal()}; device={device.Reveal()}");
        await TakeAsync("dashboard", () => browser.GetAsync("/dashboard", ct));
        await TakeAsync("log, first page", () => browser.GetAsync("/api/sessions", ct));
        await TakeAsync("log, deep page", () => browser.GetAsync($"/api/sessions?before={new LogCursor(deep, default)}", ct));
        await LetInAnotherAsync(current, ct);
        var outcome = await TakeAsync("ending all others", () => signOut.SignOutEverywhereElseAsync(current));
        if (outcome is not EndOutcome.Ended { Open: 1 })
        {
            throw new InvalidOperationException($"Not one other session was ended: {outcome}.");
        }

        await TakeAsync("signing out", async () =>
        {
            await signOut.SignOutAsync(current);
            return true;
        });

        Task<T> TakeAsync<T>(string action, Func<Task<T>> actAsync) => times.TakeAsync($"{action}, {kind}", site.Name, actAsync);
    }

    private static Device Named(OpaqueToken cookie) => new(cookie.Hash(), UserAgents.All[0], "192.0.2.1");

    private async Task<SignInOutcome.SignedIn> SignInAsync(CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct);
        var policy = site.Services.GetRequiredService<ApprovalPolicy>();
        var since = site.Services.GetRequiredService<TimeProvider>().GetUtcNow() - policy.Prompts.LooksBack - policy.Lifetime;
        var outcome = locked!.Sessions.SignIn(Named(device), await locked.RecentSignInsAsync(since, ct));
        await locked.CommitAsync(ct);
        return (SignInOutcome.SignedIn)outcome;
    }

    private async Task LetInAnotherAsync(CurrentSession by, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct);
        var sessions = locked!.Sessions;
        var asked = (SignInOutcome.NeedsApproval)sessions.SignIn(Named(otherDevice), []);
        sessions.Approve(by.Session, asked.Approval, asked.Code, asked.Code);
        sessions.Collect(asked.Approval);
        await locked.CommitAsync(ct);
    }
}
