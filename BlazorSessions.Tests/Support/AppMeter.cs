using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlazorSessions.App.Telemetry;

namespace BlazorSessions.Tests.Support;

/// <summary>Listens to the meter of one application, and not to those of others in this process.</summary>
public sealed class AppMeter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Metric, string Attribute), long> sums = new();
    private readonly ConcurrentDictionary<string, long> gauges = new();
    private readonly ConcurrentBag<Instrument> instruments = [];

    public AppMeter(TestApp app)
    {
        var own = app.Get<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == SessionMeter.Name && instrument.Meter.Scope == own)
            {
                instruments.Add(instrument);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        app.Get<SessionMeter>();
        app.Get<SessionGauges>();
        listener.Start();
    }

    public IReadOnlyCollection<Instrument> Instruments => instruments;

    /// <summary>How often each outcome of a count came since this listens, those alone that came.</summary>
    public IEnumerable<(string Attribute, long Times)> Of(string metric) =>
        sums.Where(sum => sum.Key.Metric == metric && sum.Value > 0).Select(sum => (sum.Key.Attribute, sum.Value)).Order();

    /// <summary>What the gauges say now.</summary>
    public IReadOnlyDictionary<string, long> Look()
    {
        gauges.Clear();
        listener.RecordObservableInstruments();
        return gauges;
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.IsObservable)
        {
            gauges[instrument.Name] = value;
        }
        else
        {
            var attribute = tags.IsEmpty ? "" : $"{tags[0].Value}";
            sums.AddOrUpdate((instrument.Name, attribute), value, (_, sum) => sum + value);
        }
    }
}
