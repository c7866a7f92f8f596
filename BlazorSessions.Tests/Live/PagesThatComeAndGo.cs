using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Live;

/// <summary>Pages that are opened and left by the thousand, and the memory that they leave behind.</summary>
[Collection(Alone.Name)]
[Trait("abuse", "A29")]
[Trait("speed", "slow")]
public sealed class PagesThatComeAndGo(ITestOutputHelper output)
{
    private const int Tries = 2_000;
    private const int MostAtOnce = 510; // 500 without a socket, the two pages, and those whose leaving the server has not got to yet
    private const int MiB = 1024 * 1024;
    private const int MostMiB = 200; // for all that are kept at once, and what this process needs to open them

    [Fact]
    public async Task Thousands_of_them_leave_nothing_behind_and_another_persons_page_goes_on()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:CircuitEvents=1000"], services =>
            services.Configure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(20)));
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        await using var unharmed = await CircuitClient.OpenAsync(app, bob);
        var page = CircuitPage.Read((await ann.GetAsync("/dashboard")).Body);
        var owners = app.Get<CircuitOwners>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (came, most) = (0, 0);
        for (var i = 0; i < Tries; i++)
        {
            came += await ComesAndGoesAsync(app, ann, page) ? 1 : 0;
            most = Math.Max(most, owners.Count);
        }

        Assert.Equal(600, came); // in five minutes at the most
        Assert.InRange(most, 2, MostAtOnce);
        var more = (GC.GetTotalMemory(forceFullCollection: true) - before) / MiB;
        output.WriteLine($"{most} circuits at once at the most, {more} MiB more");
        Assert.InRange(more, long.MinValue, MostMiB);
        await app.AskAsync(bob.Email);
        await unharmed.ElementAsync(e => e.Attributes.GetValueOrDefault("name") == "code");
        await Until.TrueAsync(() => owners.Count == 1);
        Assert.Empty(app.Log.Errors);
    }

    private static async Task<bool> ComesAndGoesAsync(TestApp app, Visitor ann, CircuitPage page)
    {
        await using var client = new CircuitClient(app, ann.Cookies);
        if (await Record.ExceptionAsync(client.ConnectAsync) is not null)
        {
            return false;
        }

        await client.StartAsync(page.State);
        await client.RenderAsync(page);
        await client.CloseAsync();
        return true;
    }
}
