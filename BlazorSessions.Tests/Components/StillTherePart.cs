using System.Net;
using BlazorSessions.App.Features.IdleEnd;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Bunit;

namespace BlazorSessions.Tests.Components;

public sealed class StillTherePart : IAsyncLifetime
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private TestApp app = null!;
    private CurrentSession laptop = null!;
    private LiveParts page = null!;
    private IRenderedComponent<StillThereDialog> dialog = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        laptop = await app.SignUpAsync("ann@example.org");
        page = new LiveParts(app, laptop);
        dialog = page.Render<StillThereDialog>();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public void Warns_before_the_idle_end_and_not_earlier()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(58) - TimeSpan.FromSeconds(1));
        Assert.Empty(dialog.FindAll("h2"));

        app.Clock.Advance(TimeSpan.FromSeconds(1));

        dialog.WaitForAssertion(() => Assert.Equal("Are you still there?", dialog.Find("h2").TextContent));
        Assert.Contains("2:00", dialog.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staying_puts_the_end_off_and_takes_the_question_away()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await dialog.WaitForElement("button.primary").ClickAsync(new());

        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("h2")));
        app.Clock.Advance(TimeSpan.FromMinutes(57));
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
        Assert.Empty(dialog.FindAll("h2"));
    }

    [Fact]
    public async Task Takes_the_question_away_when_the_session_is_used_elsewhere()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(58));
        dialog.WaitForElement("h2");

        await app.Get<SessionRegistry>().UseAsync(laptop, Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("h2")));
    }

    [Fact]
    public async Task Has_the_page_leave_at_the_end_with_a_link_that_knows_the_reason()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(60));

        var link = await page.Browser.WaitForAsync("islands.leave");

        using var browser = new Visitor(app);
        var answer = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("You were signed out. Nobody used this session for a while.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_the_page_leave_when_the_session_is_ended_and_the_link_dies_after_five_minutes()
    {
        await app.SignOutAsync(laptop);
        var link = await page.Browser.WaitForAsync("islands.leave");

        app.Clock.Advance(TimeSpan.FromMinutes(5));

        using var browser = new Visitor(app);
        Assert.DoesNotContain("You were signed out", (await browser.GetAsync(link)).Text, StringComparison.Ordinal);
    }
}
