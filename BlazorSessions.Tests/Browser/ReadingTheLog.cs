using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

[Trait("speed", "slow")]
public sealed class ReadingTheLog : IAsyncLifetime
{
    private static readonly BrowserNewContextOptions Small = new() { ViewportSize = new() { Width = 1100, Height = 600 } };

    private TestApp app = null!;
    private Person laptop = null!;
    private int came;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=1", TestApp.NoLimits]);
        laptop = await Person.AtAsync(app, options: Small);
        await laptop.SignUpAsync();
        await app.AddRefusedAsync((await app.SessionOfAsync(laptop)).User, 25, row => row == 12 ? "Wget/1" : "curl/8");
        await laptop.Page.ReloadAsync();
        await laptop.IsLiveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await laptop.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_row_whose_details_are_open_stays_where_it_is_and_keeps_the_focus_while_others_come_above()
    {
        await laptop.Button("Details of Wget").ClickAsync();
        var details = laptop.Log.Locator("dl");
        await Expect(details).ToContainTextAsync("The most sessions allowed at once were open.");
        await StaysAsync(details);
        await Expect(laptop.Button("Details of Wget")).ToBeFocusedAsync();

        await laptop.Page.Keyboard.PressAsync("Enter");
        await Expect(details).ToHaveCountAsync(0);
        await StaysAsync(laptop.Row("Wget"));
        Assert.Empty(laptop.Complaints);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_page_that_is_scrolled_to_the_middle_of_the_log_stays_there_and_one_at_its_top_shows_what_comes()
    {
        await laptop.Row("This device").ScrollIntoViewIfNeededAsync();
        await ComesAsync();
        Assert.True((await laptop.Row("This device").BoundingBoxAsync())!.Y > (await laptop.Row("Refused").First.BoundingBoxAsync())!.Y);

        await laptop.Page.Mouse.MoveAsync(5, 5);
        await laptop.Page.EvaluateAsync("document.querySelectorAll('[data-log] tbody tr')[9].scrollIntoView()");
        await StaysAsync(laptop.Row("Wget"));

        await laptop.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await StaysAsync(laptop.Row("Refused").Last);
    }

    [Fact]
    public async Task The_row_under_the_pointer_stays_there()
    {
        await laptop.Row("Wget").HoverAsync();
        await StaysAsync(laptop.Row("Wget"));
    }

    [Fact]
    public async Task Typing_filters_when_it_rests_and_the_address_keeps_what_is_wanted()
    {
        var search = laptop.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search" });
        await search.PressSequentiallyAsync("wget");
        await Expect(laptop.Row("Refused")).ToHaveCountAsync(1);
        await Expect(search).ToHaveValueAsync("wget");
        await Expect(search).ToBeFocusedAsync();

        await laptop.Page.GetByRole(AriaRole.Combobox, new() { Name = "Status" }).SelectOptionAsync("Active");
        await Expect(laptop.Page.GetByText("Nothing was found within your newest 1,000 sign-ins.")).ToBeVisibleAsync();
        await Expect(laptop.Page).ToHaveURLAsync(new Uri(app.Address, "/dashboard?q=wget&status=active").ToString());
        await laptop.Page.ReloadAsync();
        await Expect(search).ToHaveValueAsync("wget");

        await laptop.IsLiveAsync();
        await laptop.Page.GetByRole(AriaRole.Link, new() { Name = "Show all sign-ins" }).ClickAsync();
        await Expect(search).ToHaveValueAsync("");
        await Expect(laptop.Log.Locator("tbody").GetByRole(AriaRole.Row)).ToHaveCountAsync(20);
        await Expect(laptop.Page).ToHaveURLAsync(new Uri(app.Address, "/dashboard").ToString());
        Assert.Empty(laptop.Complaints);
    }

    [Fact]
    public async Task What_is_typed_before_the_page_is_live_is_looked_for_when_it_is()
    {
        await laptop.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            var search = laptop.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search" });
            await search.PressSequentiallyAsync("wget");
            await route.ContinueAsync();
        });

        await laptop.Page.ReloadAsync();

        await Expect(laptop.Row("Refused")).ToHaveCountAsync(1);
        await Expect(laptop.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_files_are_downloads()
    {
        foreach (var (link, name) in new[] { ("Export CSV", "session-log-2026-01-02.csv"), ("Export JSON", "session-log-2026-01-02.json") })
        {
            var download = await laptop.Page.RunAndWaitForDownloadAsync(() => laptop.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
            Assert.Equal(name, download.SuggestedFilename);
        }
    }

    private async Task StaysAsync(ILocator read)
    {
        var row = await read.ElementHandleAsync(); // the very one: another may fit the same words later
        var before = (await row!.BoundingBoxAsync())!.Y;
        await ComesAsync();
        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 1f);
    }

    // A sign-in is refused, and the page has it and what it tells of it.
    private async Task ComesAsync()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SignInAsync(laptop.Email, SignInShortcuts.Device($"new{++came}"));
        await Expect(laptop.Row("Unknown device")).ToHaveCountAsync(came);
        await Expect(laptop.Notices.GetByRole(AriaRole.Button)).ToHaveCountAsync(1); // above the log; further ones join it
    }
}
