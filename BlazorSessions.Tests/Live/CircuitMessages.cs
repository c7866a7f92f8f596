using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Live;

/// <summary>The right code, sent by a page that may not approve, or may no longer.</summary>
[Trait("abuse", "A06")]
public sealed class CircuitMessages : IAsyncLifetime
{
    private readonly CircuitActivity activity = new();
    private TestApp app = null!;
    private Visitor laptop = null!;
    private Visitor tablet = null!;
    private CurrentSession session = null!;
    private CircuitClient page = null!;
    private SignInOutcome.NeedsApproval asked = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"], activity.AddTo);
        laptop = new Visitor(app);
        await laptop.SignUpAsync();
        session = await app.SessionOfAsync(laptop);
        tablet = await laptop.LetInAsync(); // it stays, so that the request has somebody left to approve it
        page = await CircuitClient.OpenAsync(app, laptop);
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        laptop.Dispose();
        tablet.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_page_of_an_open_session_approves()
    {
        await AskAsync();

        await page.TypeAsync(await FieldAsync(), asked.Code.Reveal());
        await page.SubmitAsync(await FormAsync());

        Assert.Equal(ApprovalStatus.Approved, await StatusAsync());
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A11")]
    public async Task One_whose_session_was_ended_while_its_dialog_was_open_does_not()
    {
        await AskAsync();
        var (field, form) = (await FieldAsync(), await FormAsync());

        await app.SignOutAsync(session);

        await SendsInVainAsync(field, form);
    }

    [Theory]
    [InlineData("Sessions:AbsoluteLifetime", 10)]
    [InlineData("Sessions:IdleTimeout", 12)]
    [Trait("abuse", "A12")]
    public async Task Nor_one_whose_session_time_has_ended(string setting, int endsAt)
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3", $"{setting}=00:10:00"], activity.AddTo);
        laptop = new Visitor(app);
        await laptop.SignUpAsync();
        session = await app.SessionOfAsync(laptop);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        tablet = await laptop.LetInAsync();
        page = await CircuitClient.OpenAsync(app, laptop);
        app.Clock.Advance(TimeSpan.FromMinutes(endsAt - 3));
        await tablet.GetAsync("/dashboard"); // uses it
        await AskAsync();
        var (field, form) = (await FieldAsync(), await FormAsync());

        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await SendsInVainAsync(field, form);
        Assert.True(await tablet.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A27")]
    public async Task Nor_one_of_another_user_that_calls_every_handler_there_is()
    {
        await AskAsync();
        var stolen = CircuitPage.Read((await laptop.GetAsync("/dashboard")).Body);
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        await using var client = await CircuitClient.OpenAsync(app, bob, stolen);

        for (var handler = 1UL; handler <= 40; handler++)
        {
            Assert.True(await client.IsAnsweredAsync(await client.DispatchAsync(handler, "change", CircuitClient.Typed(asked.Code.Reveal()))));
            Assert.True(await client.IsAnsweredAsync(await client.DispatchAsync(handler, "submit", "{}")));
        }

        Assert.Equal(ApprovalStatus.Pending, await StatusAsync());
        Assert.True(await laptop.IsSignedInAsync());
    }

    private async Task AskAsync()
    {
        asked = await app.AskAsync(laptop.Email);
        await FieldAsync();
    }

    private Task<CircuitElement> FieldAsync() => page.ElementAsync(e => e.Attributes.GetValueOrDefault("name") == "code");

    private Task<CircuitElement> FormAsync() => page.ElementAsync(e => e.Attributes.GetValueOrDefault("action") == ApprovalEndpoints.ApprovePath);

    private async Task SendsInVainAsync(CircuitElement field, CircuitElement form)
    {
        var (typed, submitted) = ("", "");
        await activity.AfterAsync(async () =>
        {
            typed = await page.DispatchAsync(field, "change", CircuitClient.Typed(asked.Code.Reveal()));
            submitted = await page.DispatchAsync(form, "submit");
            Assert.False(await page.ReconnectAsync("")); // the hub has taken all three
        });

        await app.Get<SessionSweeper>().SweepAsync(Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // the time that it has to leave by itself
        Assert.False(await page.IsAnsweredAsync(typed)); // what is not served has no answer but the end of the socket
        Assert.False(await page.IsAnsweredAsync(submitted));
        Assert.Equal(ApprovalStatus.Pending, await StatusAsync());
        Assert.Empty(app.Log.Errors);
    }

    private Task<ApprovalStatus> StatusAsync() => app.Get<WaitingService>().StatusAsync(session.User, asked.Approval.SessionId, Ct);
}
