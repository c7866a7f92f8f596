using System.Diagnostics;
using System.Globalization;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Browser;

/// <summary>How long what is waited for takes.</summary>
[Collection(Alone.Name)]
[Trait("speed", "slow")]
public sealed class HowFast(ITestOutputHelper output)
{
    private const int Rounds = 9;
    private const int RoundsOfEnding = 20;

    [Theory]
    [BothDatabases]
    public async Task The_right_code_brings_device_two_to_its_dashboard_time_after_time(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var milliseconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await laptop.Page.GetByLabel("6-digit code").FillAsync(await phone.AskAsync());
            var watch = Stopwatch.StartNew();
            await laptop.Button("Approve").ClickAsync();
            await Heading(phone, "Your sessions").WaitForAsync();
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            await phone.SignOutAsync();
        }

        Assert.Empty(app.Log.Errors);
        Report($"{provider}: right code → dashboard of device two", milliseconds);
    }

    [Fact]
    [Trait("abuse", "A10")]
    public async Task Signing_out_at_one_node_takes_the_page_at_the_other_away_time_after_time()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place, [TestApp.NoLimits]);
        await using var there = await TestApp.StartAsync(place, [TestApp.NoLimits]);
        await using var laptop = await Person.AtAsync(here);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync(elsewhere: there);
        var milliseconds = new List<double>();
        for (var round = 0; round < RoundsOfEnding; round++)
        {
            here.Clock.Advance(TimeSpan.FromSeconds(1)); // so that the newest stands first in the log
            there.Clock.Advance(TimeSpan.FromSeconds(1));
            await laptop.ApproveAsync(await phone.AskAsync());
            await phone.IsAtAsync("/dashboard");
            await phone.IsLiveAsync();
            var cookie = await phone.SessionCookieAsync();
            var watch = Stopwatch.StartNew();
            await laptop.Button("Sign out Chrome on Linux").ClickAsync();
            await Heading(phone, "Sign in").WaitForAsync();
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            foreach (var node in new[] { here, there })
            {
                using var thief = Visitor.WithSession(node, cookie);
                Assert.False(await thief.IsSignedInAsync());
            }
        }

        Assert.Empty(here.Log.Errors.Concat(there.Log.Errors));
        Report("PostgreSQL, two nodes: Sign out at one → page of the other on /signin", milliseconds);
    }

    private static ILocator Heading(Person person, string text) => person.Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    private void Report(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {milliseconds[milliseconds.Count / 2]:0} ms, slowest {milliseconds[^1]:0} ms of {milliseconds.Count}"));
    }
}
