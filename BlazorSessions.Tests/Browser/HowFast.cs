using System.Diagnostics;
using System.Globalization;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Browser;

/// <summary>Runs alone, so that what it reports is the product's time and not its neighbours'.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
[Trait("speed", "slow")]
public sealed class HowFast(ITestOutputHelper output)
{
    private const int Rounds = 9;

    [Theory]
    [BothDatabases]
    public async Task The_right_code_brings_device_two_to_its_dashboard_time_after_time(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var milliseconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await laptop.Page.GetByLabel("6-digit code").FillAsync(await phone.AskAsync());
            var watch = Stopwatch.StartNew();
            await laptop.Button("Approve").ClickAsync();
            await phone.Page.WaitForURLAsync("**/dashboard", new() { WaitUntil = WaitUntilState.Commit });
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            await phone.Button("Sign out").ClickAsync();
            await phone.Page.WaitForURLAsync("**/signin");
        }

        Assert.Empty(app.Log.Errors);
        milliseconds.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{provider}: right code → dashboard of device two: median {milliseconds[Rounds / 2]:0} ms, slowest {milliseconds[^1]:0} ms of {Rounds}"));
    }
}
