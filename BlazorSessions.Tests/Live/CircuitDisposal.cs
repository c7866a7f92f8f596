using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Live;

/// <summary>What an open page holds on the server is let go when its session has ended.</summary>
[Trait("abuse", "A12")]
public sealed class CircuitDisposal : IAsyncLifetime
{
    private TestApp app = null!;
    private Visitor ann = null!;
    private CircuitClient page = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: services => services.Configure<CircuitOptions>(
            options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(1)));
        ann = new Visitor(app);
        await ann.SignUpAsync();
        page = await CircuitClient.OpenAsync(app, ann);
        Assert.NotEqual(0, app.Get<SessionEventHub>().Count);
        Assert.Single(app.Get<SessionConnections>().Owners);
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        ann.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_leaves_as_it_is_told_leaves_nothing()
    {
        await app.SignOutAsync(await app.SessionOfAsync(ann));
        await page.ToldAsync("islands.leave");

        await ann.PostAsync("", ("/_blazor/disconnect", new() { ["circuitId"] = page.Circuit! }));
        await page.CloseAsync();

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_page_that_does_not_hears_nothing_from_the_moment_that_it_is_cut_and_its_circuit_goes_by_itself()
    {
        await app.SignOutAsync(await app.SessionOfAsync(ann));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await page.Closed.WaitAsync(Ct);

        await NothingIsLeftAsync();
    }

    [Fact]
    [Trait("abuse", "A04")]
    public async Task So_is_the_page_of_a_sign_in_that_was_denied_and_does_not_leave()
    {
        using var thief = ann.OtherDevice();
        await thief.SignInAsync();
        await using var waiting = await CircuitClient.OpenAsync(app, thief, "/signin/approval");
        await ann.SubmitAsync("/dashboard", "This wasn't me");
        await waiting.ToldAsync("islands.leave");

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await waiting.Closed.WaitAsync(Ct);

        await OnlyAnnIsLeftAsync();
    }

    [Fact]
    [Trait("abuse", "A29")]
    public async Task So_is_that_of_one_whose_time_is_over_and_it_reads_nothing_more()
    {
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();
        await using var waiting = await CircuitClient.OpenAsync(app, phone, "/signin/approval");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await waiting.ToldAsync("islands.leave");
        await app.Get<SessionSweeper>().SweepAsync(Ct);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await waiting.Closed.WaitAsync(Ct);

        await OnlyAnnIsLeftAsync();
        Assert.Single(waiting.Told, call => call.StartsWith("islands.leave", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("abuse", "A29")]
    public async Task One_that_was_over_before_its_page_became_live_hears_that_and_is_cut_too()
    {
        using var thief = ann.OtherDevice();
        await thief.SignInAsync();
        var shown = CircuitPage.Read((await thief.GetAsync("/signin/approval")).Body);
        await ann.SubmitAsync("/dashboard", "This wasn't me");
        await using var waiting = await CircuitClient.OpenAsync(app, thief, shown);
        await waiting.ToldAsync("islands.leave");
        await app.Get<SessionSweeper>().SweepAsync(Ct);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await waiting.Closed.WaitAsync(Ct);

        await OnlyAnnIsLeftAsync();
    }

    private async Task OnlyAnnIsLeftAsync()
    {
        await Until.TrueAsync(() => app.Get<SessionConnections>().Owners.Count == 1);
        await Until.TrueAsync(() => app.Get<CircuitOwners>().Count == 1);
        Assert.Empty(app.Log.Errors);
    }

    private async Task NothingIsLeftAsync()
    {
        await Until.TrueAsync(() => app.Get<SessionEventHub>().Count == 0);
        await Until.TrueAsync(() => app.Get<SessionConnections>().Owners.Count == 0);
        await Until.TrueAsync(() => app.Get<CircuitOwners>().Count == 0);
        Assert.Empty(app.Log.Errors);
    }
}
