using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Live;

/// <summary>The clock beside SQLite, the machine's: it goes forward with it, and never back.</summary>
[Trait("abuse", "A32")]
public sealed class ClockSetBack
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider right = new(TestApp.Start);
    private readonly SetClock machine;

    public ClockSetBack() => machine = new(right);

    [Fact]
    public void Time_goes_on_as_it_is_counted_while_the_machine_is_behind_and_with_the_machine_when_it_is_ahead()
    {
        var clock = new SteadyClock(machine);

        machine.Off = -Hour;
        right.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TestApp.Start.AddMinutes(5), clock.GetUtcNow());

        machine.Off = Hour;
        Assert.Equal(TestApp.Start.AddMinutes(65), clock.GetUtcNow());
        machine.Off = TimeSpan.Zero;
        right.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TestApp.Start.AddMinutes(70), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_session_and_a_code_end_when_they_should_though_the_clock_is_set_back_an_hour()
    {
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.AddSingleton<TimeProvider>(new SteadyClock(machine)));
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        right.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await laptop.IsSignedInAsync());
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        machine.Off = -Hour;

        right.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("The code has expired.", (await phone.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        right.Advance(TimeSpan.FromMinutes(58));
        Assert.False(await laptop.IsSignedInAsync());
    }

    [Fact]
    public async Task Set_forward_it_ends_what_would_be_over_by_then()
    {
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.AddSingleton<TimeProvider>(new SteadyClock(machine)));
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();

        machine.Off = Hour;

        Assert.False(await laptop.IsSignedInAsync());
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }
}
