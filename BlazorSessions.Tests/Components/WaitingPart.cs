using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Bunit;

namespace BlazorSessions.Tests.Components;

public sealed class WaitingPart : IAsyncLifetime
{
    private TestApp app = null!;
    private App.Sessions.CurrentSession laptop = null!;
    private SignInOutcome.NeedsApproval asked = null!;
    private LiveParts page = null!;
    private IRenderedComponent<WaitingStatus> waiting = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        laptop = await app.SignUpAsync("ann@example.org");
        asked = await app.AskAsync("ann@example.org");
        page = new LiveParts(app, waiting: new(laptop.User, asked.Approval.SessionId));
        waiting = page.Render<WaitingStatus>(parameters => parameters
            .Add(w => w.SignIn, asked.Approval.SessionId.Value)
            .Add(w => w.ExpiresAt, asked.Approval.Session.WaitsUntil!.Value));
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public void Counts_the_time_down_by_the_second()
    {
        Assert.Contains("2:00", waiting.Markup, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromSeconds(1));

        waiting.WaitForAssertion(() => Assert.Contains("1:59", waiting.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Has_the_page_fetch_its_session_when_it_is_approved()
    {
        await app.ApproveAsync(laptop, asked);

        Assert.Equal("collect", await page.Browser.WaitForAsync("islands.collect"));
    }

    [Fact]
    public async Task Has_the_page_ask_the_server_when_it_is_denied()
    {
        await app.Get<ApprovalService>().DenyAllAsync(laptop);

        Assert.Equal("/signin/approval", await page.Browser.WaitForAsync("islands.leave"));
    }

    [Fact]
    public async Task Has_the_page_ask_the_server_when_the_time_has_run_out()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("/signin/approval", await page.Browser.WaitForAsync("islands.leave"));
    }
}
