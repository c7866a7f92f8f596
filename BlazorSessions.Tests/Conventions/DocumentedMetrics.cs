using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>The README lists every metric with its unit, and no other; and no outcome is left uncounted.</summary>
public sealed class DocumentedMetrics
{
    [Fact]
    public async Task Every_instrument_is_in_the_README_with_its_unit_and_no_other()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var meter = new AppMeter(app);

        Assert.Equal(
            DocumentedMetric.ReadAll().Select(m => (m.Name, m.Unit)).Order(),
            meter.Instruments.Select(i => (i.Name, i.Unit!)).Order());
        Assert.All(meter.Instruments, instrument => Assert.Matches(@"^[A-Z1].*\.$", instrument.Description));
    }

    [Fact]
    public void Every_reason_ends_either_what_was_open_or_what_asked_or_is_the_limits_or_of_commands() =>
        Assert.Equal(
            Enum.GetValues<SessionEndReason>(),
            [.. SessionMeter.EndsOfOpenOnes.Concat(SessionMeter.EndsOfAskingOnes).Append(SessionEndReason.Refused).Append(SessionEndReason.EndedByOperator).Order()]);
}
