using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>The dashboard, and the dialogs that come over it.</summary>
public static partial class Gallery
{
    private const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string LongAddress = "2001:db8:1234:5678:9abc:def0:1234:5678";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async IAsyncEnumerable<GalleryState> DashboardAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.RecoveryCodesAsync();
        await ann.IsLiveAsync();
        yield return new("dashboard-recovery-codes", ann.Page);

        await ann.SendAsync("I have saved them");
        await ann.IsLiveAsync();
        yield return new("dashboard", ann.Page);

        var asked = await app.AskAsync(ann.Email);
        await Expect(ann.Dialog).ToBeVisibleAsync();
        yield return new("request", ann.Page);

        await ann.ApproveAsync("12345");
        await Expect(ann.Page.GetByLabel("6-digit code")).ToHaveAttributeAsync("aria-invalid", "true");
        yield return new("request-no-code", ann.Page);

        await ann.ApproveAsync(SignInShortcuts.WrongCodeFor(asked.Code.Reveal()));
        await Expect(ann.Dialog).ToContainTextAsync("That code is not right.");
        yield return new("request-wrong-code", ann.Page);

        await ann.OpenAsync("/account");
        await Expect(ann.Dialog).ToBeVisibleAsync();
        yield return new("request-over-account", ann.Page);

        await ann.Button("This wasn't me").ClickAsync();
        await Expect(ann.Dialog).ToBeHiddenAsync();
        yield return new("account-request-denied", ann.Page);

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await Expect(ann.DialogNamed("Are you still there?")).ToBeVisibleAsync();
        yield return new("still-there", ann.Page);

        await ann.Button("Stay signed in").ClickAsync();
        await Expect(ann.DialogNamed("Are you still there?")).ToBeHiddenAsync();
        await foreach (var state in LosingTheConnectionAsync(ann))
        {
            yield return state;
        }
    }

    private static async IAsyncEnumerable<GalleryState> LosingTheConnectionAsync(Person ann)
    {
        var sockets = new List<IWebSocketRoute>();
        await ann.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await ann.OpenAsync("/dashboard");
        await ann.Page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await Task.WhenAll(sockets.Select(socket => socket.CloseAsync()));
        await Expect(ann.DialogNamed("Connection lost")).ToBeVisibleAsync();
        yield return new("connection-lost", ann.Page);
    }

    private static async IAsyncEnumerable<GalleryState> WholeLogAsync()
    {
        await using var app = await StartAsync("Sessions:MaxConcurrent=3");
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.SendAsync("I have saved them");
        var here = await app.SessionOfAsync(ann);
        await FillLogAsync(app, ann.Email, here);
        await ann.OpenAsync("/dashboard");
        foreach (var status in new[] { "Active", "Signed out", "Expired", "Refused", "Denied", "Cancelled", "Code expired", "Too many wrong codes" })
        {
            await Expect(ann.Row(status).First).ToBeVisibleAsync();
        }

        yield return new("dashboard-every-status", ann.Page);

        await ann.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Details of") }).First.ClickAsync();
        await Expect(ann.Page.GetByText("Password accepted")).ToBeVisibleAsync();
        yield return new("log-details", ann.Page);

        await ann.Page.GetByLabel("Status").SelectOptionAsync("Refused");
        await ann.Page.GetByLabel("Search").FillAsync("curl");
        await Expect(ann.Page.GetByText("found within your newest")).ToBeVisibleAsync();
        yield return new("log-filtered", ann.Page);

        await ann.Page.GetByLabel("Search").FillAsync("netscape");
        await Expect(ann.Page.GetByText("Nothing was found")).ToBeVisibleAsync();
        yield return new("log-nothing-found", ann.Page);

        await app.SignInAsync(ann.Email, SignInShortcuts.Device(Windows));
        for (var refused = 0; refused < 24; refused++)
        {
            await app.SignInAsync(ann.Email);
        }

        await ann.OpenAsync("/dashboard");
        await Expect(ann.Button("Older")).ToBeVisibleAsync();
        yield return new("dashboard-many-rows", ann.Page);

        await ann.Button("Older").ClickAsync();
        await Expect(ann.Row("This device")).ToBeVisibleAsync();
        yield return new("dashboard-older-rows", ann.Page);

        app.Clock.Advance(TimeSpan.FromHours(1)); // every session ends, so that the next needs nobody
        await ann.SeesAsync("You were signed out");
        await ann.SignInAsync();
        await ann.IsAtAsync("/dashboard");
        await ann.IsLiveAsync();
        await Expect(ann.Page.GetByRole(AriaRole.Heading, new() { Name = "Since you were last here" })).ToBeVisibleAsync();
        yield return new("dashboard-notices", ann.Page);
    }

    // Three are active in the end, and no sign-in waits: its dialog would hide the rest.
    private static async Task FillLogAsync(TestApp app, string email, CurrentSession here)
    {
        await app.JoinAsync(email, here);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await app.Get<SessionRegistry>().UseAsync(here, Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(2)); // the other one has expired

        var signedOut = await app.JoinAsync(email, here);
        await app.JoinAsync(email, here);
        await app.SignInAsync(email); // refused
        await app.SignOutAsync(signedOut);

        await app.AskAsync(email);
        app.Clock.Advance(TimeSpan.FromMinutes(2)); // its code has expired

        var mistyped = await app.AskAsync(email);
        for (var tries = 0; tries < 3; tries++)
        {
            await app.Get<ApprovalService>().ApproveAsync(here, mistyped.Approval.SessionId, SignInShortcuts.WrongCodeFor(mistyped.Code), Ct);
        }

        await app.Get<WaitingService>().CancelAsync((await app.AskAsync(email)).WaitingToken);
        await app.AskAsync(email);
        await app.Get<ApprovalService>().DenyAllAsync(here);

        var asked = (SignInOutcome.NeedsApproval)await app.SignInAsync(email, new Device(OpaqueToken.Issue().Hash(), Windows, LongAddress));
        await app.ApproveAsync(here, asked);
        await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct);
    }
}
