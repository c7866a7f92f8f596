using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Live;

public sealed class Hub
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SessionEventHub hub = new();
    private readonly FakeTimeProvider clock = new(Now);
    private readonly UserId ann = UserId.New(Now);

    [Fact]
    public void Whoever_stopped_listening_is_left_alone_and_the_others_are_not()
    {
        var (gone, there) = (0, 0);
        var subscription = hub.Subscribe(ann, _ => gone++);
        using var other = hub.Subscribe(ann, _ => there++);
        subscription.Dispose();
        subscription.Dispose();

        Tell();

        Assert.Equal((0, 1), (gone, there));
    }

    [Fact]
    public void A_resync_reaches_everybody()
    {
        var heard = new List<SessionSignal?>();
        using var one = hub.Subscribe(ann, heard.Add);
        using var two = hub.Subscribe(UserId.New(Now), heard.Add);

        hub.Resync();

        Assert.Equal([null, null], heard);
    }

    [Fact]
    public async Task Reading_never_runs_twice_at_once_and_what_comes_meanwhile_makes_it_run_once_more()
    {
        using var notifier = new SessionNotifier(hub, clock, NullLogger<SessionNotifier>.Instance);
        var started = new SemaphoreSlim(0);
        var go = new SemaphoreSlim(0);
        var (running, most, runs) = (0, 0, 0);
        notifier.OnChange(ann, async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            runs++;
            started.Release();
            await go.WaitAsync(TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref running);
        });

        Tell();
        await started.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            Tell();
        }

        go.Release();
        await started.WaitAsync(TestContext.Current.CancellationToken);
        go.Release();

        Assert.Equal((1, 2), (most, runs));
    }

    [Fact]
    public async Task A_reading_that_failed_is_tried_again_after_a_second()
    {
        using var notifier = new SessionNotifier(hub, clock, NullLogger<SessionNotifier>.Instance);
        var runs = System.Threading.Channels.Channel.CreateUnbounded<int>();
        var count = 0;
        notifier.OnChange(ann, () =>
        {
            runs.Writer.TryWrite(++count);
            return count == 1 ? throw new InvalidOperationException("The database is away.") : Task.CompletedTask;
        });

        Tell();
        Assert.Equal(1, await runs.Reader.ReadAsync(TestContext.Current.CancellationToken));
        var second = runs.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        while (!second.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1)); // whether or not the wait has begun yet
            await Task.Yield();
        }

        Assert.Equal(2, await second);
    }

    [Fact]
    public void A_signal_comes_back_from_its_text_and_nonsense_is_passed_over()
    {
        var signal = new SessionSignal(SessionEventKind.Opened, ann, SessionId.New(Now));

        Assert.Equal(signal, SessionSignal.Parse(signal.ToString()));
        Assert.Equal(signal, SessionSignal.Parse(signal + " and-more-from-a-newer-version"));
        Assert.All(["", "Opened", $"Opened {ann} x", $"Unheard {ann} {ann}"], text => Assert.Null(SessionSignal.Parse(text)));
    }

    private void Tell() => hub.Publish(new(SessionEventKind.Opened, ann, SessionId.New(Now)));
}
