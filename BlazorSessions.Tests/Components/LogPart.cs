using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Settings;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorSessions.Tests.Components;

public sealed class LogPart : IAsyncLifetime
{
    private TestApp app = null!;
    private LiveParts page = null!;
    private IRenderedComponent<SessionLog> log = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        page = new LiveParts(app, await app.SignUpAsync("ann@example.org"));
        log = page.Render<SessionLog>();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_row_comes_by_itself_and_tells_when_time_has_ended_it()
    {
        Assert.Contains("This device", Assert.Single(log.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        await app.AskAsync("ann@example.org");
        log.WaitForAssertion(() => Assert.Equal(["Waiting", "Active"], Statuses));

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        log.WaitForAssertion(() => Assert.Equal(["Code expired", "Active"], Statuses));
    }

    [Fact]
    public async Task A_page_that_is_not_live_yet_is_sent_with_its_first_read_whatever_happens_meanwhile()
    {
        var bob = await app.SignUpAsync("bob@example.org");
        await using var sent = new LiveParts(app, bob);
        sent.SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        var rendered = sent.Render<SessionLog>();
        var before = rendered.RenderCount;
        await using var live = new LiveParts(app, bob);
        var beside = live.Render<SessionLog>();

        await app.AskAsync("bob@example.org");

        beside.WaitForAssertion(() => Assert.Equal(2, beside.FindAll("tbody tr").Count));
        Assert.Single(rendered.FindAll("tbody tr"));
        Assert.Equal(before, rendered.RenderCount);
    }

    [Fact]
    public async Task A_page_that_has_left_reads_no_more()
    {
        var before = log.RenderCount;
        await page.DisposeComponentsAsync();

        await app.AskAsync("ann@example.org");

        Assert.Equal(before, log.RenderCount);
    }

    private IEnumerable<string> Statuses => log.FindAll("td .status").Select(s => s.TextContent);
}
