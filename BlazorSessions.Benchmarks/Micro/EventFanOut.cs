using BenchmarkDotNet.Attributes;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>An event is told to the open pages of its user: many of one, or one of many.</summary>
public class EventFanOut
{
    private readonly SessionEventHub ofOne = new();
    private readonly SessionEventHub ofMany = new();
    private SessionSignal signal = null!;
    private int heard;

    [Params(1, 100, 10_000)]
    public int Pages { get; set; }

    [GlobalSetup]
    public void Subscribe()
    {
        var now = TimeProvider.System.GetUtcNow();
        signal = new(SessionEventKind.Opened, UserId.New(now), SessionId.New(now));
        for (var page = 0; page < Pages; page++)
        {
            ofOne.Subscribe(signal.User, _ => heard++);
            ofMany.Subscribe(page == 0 ? signal.User : UserId.New(now), _ => heard++);
        }
    }

    [Benchmark(Description = "event, all pages of one user")]
    public int TellAll()
    {
        ofOne.Publish(signal);
        return heard;
    }

    [Benchmark(Description = "event, one page among those of others")]
    public int TellOne()
    {
        ofMany.Publish(signal);
        return heard;
    }
}
