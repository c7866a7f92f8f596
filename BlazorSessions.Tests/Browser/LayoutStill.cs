using System.Globalization;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Browser;

/// <summary>A page does not jump while it becomes live, and the first one is small.</summary>
[Trait("speed", "slow")]
public sealed class LayoutStill(ITestOutputHelper output)
{
    private const double MostShift = 0.02; // a fifth of what web.dev/articles/cls calls good
    private const double MostKiB = 80;

    private const string Watch = """
        window.shift = 0;
        window.addShifts = entries => entries.filter(e => !e.hadRecentInput).forEach(e => { window.shift += e.value; });
        window.shifts = new PerformanceObserver(list => window.addShifts(list.getEntries()));
        window.shifts.observe({ type: 'layout-shift', buffered: true });
        """;

    private const string Late = """
        () => {
          const late = document.createElement('p');
          late.style.height = '20rem';
          document.body.prepend(late);
        }
        """;

    // What has just been drawn is known to the observer in the frame after.
    private const string Read = """
        async () => {
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          window.addShifts(window.shifts.takeRecords());
          return window.shift;
        }
        """;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(375, 720)]
    public async Task Becoming_live_moves_nothing(int width, int height)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        var screen = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height } };
        await using var laptop = await Person.AtAsync(app, options: screen);
        await using var phone = await laptop.OtherDeviceAsync(screen);
        foreach (var page in new[] { laptop.Page, phone.Page })
        {
            await page.AddInitScriptAsync(Watch);
        }

        await laptop.SignUpAsync();
        var here = await app.SessionOfAsync(laptop);
        for (var row = 0; row < 6; row++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.SignOutAsync(await app.JoinAsync(laptop.Email, here));
        }

        var sums = new Dictionary<string, double>();
        await phone.Page.GotoAsync("/signin");
        sums["/signin"] = await phone.Page.EvaluateAsync<double>(Read);
        await phone.AskAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync("1:59"); // a live page counts
        sums["/signin/approval"] = await phone.Page.EvaluateAsync<double>(Read);
        await phone.Button("Cancel").ClickAsync();
        await phone.IsAtAsync("/signin");
        foreach (var path in new[] { "/dashboard", "/account" })
        {
            await laptop.Page.GotoAsync(path);
            await laptop.IsLiveAsync();
            sums[path] = await laptop.Page.EvaluateAsync<double>(Read);
        }

        foreach (var (path, shift) in sums)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path} at {width} px: layout shift {shift:0.0000}"));
        }

        Assert.All(sums, sum => Assert.True(sum.Value < MostShift, $"{sum.Key} shifts by {sum.Value}"));
    }

    [Fact]
    public async Task What_moves_is_seen()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        await using var ann = await Person.AtAsync(app);
        await ann.Page.AddInitScriptAsync(Watch);
        await ann.Page.GotoAsync("/signin");
        await ann.Page.EvaluateAsync(Late);

        Assert.InRange(await ann.Page.EvaluateAsync<double>(Read), MostShift, 1);
    }

    [Fact]
    public async Task The_first_page_comes_in_80_KiB()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        await using var ann = await Person.AtAsync(app);
        await using var network = new Wire(await ann.Page.Context.NewCDPSessionAsync(ann.Page));
        await network.ListenAsync();

        await ann.Page.GotoAsync("/signin", new() { WaitUntil = WaitUntilState.NetworkIdle });

        foreach (var (url, bytes) in network.Loaded)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024,7:0.0} KiB  {new Uri(url).AbsolutePath}"));
        }

        var sum = network.Loaded.Sum(answer => answer.Bytes) / 1024;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sum,7:0.0} KiB  in all"));
        Assert.Contains(network.Loaded, answer => answer.Url.Contains("blazor.web", StringComparison.Ordinal));
        Assert.InRange(sum, 0, MostKiB);
    }
}
