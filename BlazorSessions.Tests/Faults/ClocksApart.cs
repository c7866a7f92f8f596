using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Faults;

/// <summary>Two nodes whose machines' clocks are an hour apart, one of which is set while it runs.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A32")]
public sealed class ClocksApart(ITestOutputHelper output)
{
    [Fact]
    public async Task Both_nodes_go_by_the_database_and_no_session_ends_early_or_late()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        var slow = new SetClock(TimeProvider.System) { Off = TimeSpan.FromMinutes(-30) };
        var fast = new SetClock(TimeProvider.System) { Off = TimeSpan.FromMinutes(30) };
        await using var here = await StartAsync(place, slow);
        await using var there = await StartAsync(place, fast);

        using var laptop = new Visitor(here);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice(there);
        await phone.SignInAsync();
        var code = await phone.CodeAsync();
        slow.Off = TimeSpan.FromMinutes(-90); // set back while it runs
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));
        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);

        var apart = await TimeAsync(phone, "createdAt") - await TimeAsync(laptop, "createdAt");
        Assert.InRange(apart, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        using var laptopThere = Visitor.WithSession(there, laptop.Cookie("session")!);
        Assert.True(await laptopThere.IsSignedInAsync()); // idle time is ten minutes; by its own clock this node would end it
        Assert.True(await laptop.IsSignedInAsync());
        await Invariants.HoldAsync(here);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Machines' clocks an hour apart, then two: sign-ins {apart.TotalSeconds:0.0} s apart on both nodes, nothing ended early; 0 lost, 0 violations"));
    }

    [Fact]
    public async Task Nothing_lives_longer_at_a_node_whose_clock_is_set_back()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        var setBack = new SetClock(TimeProvider.System);
        await using var here = await StartAsync(place, setBack, "Sessions:AbsoluteLifetime=00:00:03");
        await using var there = await StartAsync(place, new SetClock(TimeProvider.System), "Sessions:AbsoluteLifetime=00:00:03");
        using var laptop = new Visitor(here);
        await laptop.SignUpAsync();
        using var laptopThere = Visitor.WithSession(there, laptop.Cookie("session")!);
        var watch = Stopwatch.StartNew();

        setBack.Off = TimeSpan.FromHours(-1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await laptopThere.IsSignedInAsync())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(await laptop.IsSignedInAsync());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"One machine's clock set back an hour: a session of 3 s was over at both nodes after {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private static Task<TestApp> StartAsync(TestPlace place, TimeProvider machine, string setting = "Sessions:IdleTimeout=00:10:00") => TestApp.StartAsync(
        place,
        [setting],
        services =>
        {
            services.AddSingleton(new DatabaseClock(machine));
            services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        });

    private static async Task<DateTimeOffset> TimeAsync(Visitor visitor, string name)
    {
        using var json = JsonDocument.Parse((await visitor.GetAsync("/api/session")).Body);
        return json.RootElement.GetProperty("session").GetProperty(name).GetDateTimeOffset();
    }
}
