using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Stores;

/// <summary>How many passwords are hashed at once, and what becomes of the others.</summary>
[Trait("abuse", "A17")]
public sealed class HashesAtOnce : IDisposable
{
    private static readonly PasswordHashingSettings Narrow = new(7 * 1024, 1, 1, 1, 1, TimeSpan.FromSeconds(5));

    private readonly HeldArgon2 engine = new();
    private readonly FakeTimeProvider clock = new();
    private readonly LogRecorder log = new();
    private readonly ILoggerFactory loggers;

    public HashesAtOnce() => loggers = LoggerFactory.Create(logging => logging.AddProvider(log));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Never_more_are_computed_than_there_are_places()
    {
        var hasher = Hasher(Narrow with { MaxAtOnce = 3, MaxWaiting = 100 });
        engine.Hold();

        var crowd = Crowd.AtOnceAsync(60, () => hasher.HashAsync("correct horse", Ct));
        for (var begun = 0; begun < 3; begun++)
        {
            await engine.BegunAsync(Ct);
        }

        engine.LetGo();
        Assert.Equal(60, (await crowd).Distinct().Count());
        Assert.Equal(3, engine.Most);
    }

    [Fact]
    public async Task What_has_to_be_computed_twice_holds_one_place()
    {
        var before = await Hasher(Narrow).HashAsync("correct horse", Ct);
        var after = Hasher(Narrow with { Iterations = 3, MaxWaiting = 0 });

        Assert.Equal(PasswordCheck.RightButOutdated, await after.VerifyAsync(before, "correct horse", Ct));
    }

    [Fact]
    public async Task Beyond_those_who_wait_nobody_is_taken_and_the_log_says_so_every_ten_seconds()
    {
        var hasher = Hasher(Narrow);
        engine.Hold();
        var first = hasher.HashAsync("correct horse", Ct);
        var second = hasher.HashAsync("correct horse", Ct);

        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<HashingBusyException>(() => hasher.VerifyAsync(null, "correct horse", Ct));
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<HashingBusyException>(() => hasher.HashAsync("correct horse", Ct));
        Assert.Single(log.All, line => line.Contains("HashingBusy Refused 1 ", StringComparison.Ordinal));
        engine.LetGo();
        await Task.WhenAll(first, second);

        engine.Hold();
        first = hasher.HashAsync("correct horse", Ct);
        second = hasher.HashAsync("correct horse", Ct);
        clock.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAsync<HashingBusyException>(() => second);
        Assert.Equal(2, log.All.Count());
        Assert.Single(log.All, line => line.Contains("HashingBusy Refused 101 ", StringComparison.Ordinal));
        engine.LetGo();
        await first;
    }

    [Fact]
    public async Task Nobody_waits_for_longer_than_the_longest_wait_and_who_has_begun_is_not_broken_off()
    {
        var hasher = Hasher(Narrow);
        engine.Hold();
        var computing = hasher.HashAsync("correct horse", Ct);
        var waiting = hasher.HashAsync("correct horse", Ct);

        clock.Advance(Narrow.LongestWait - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<HashingBusyException>(() => waiting);
        engine.LetGo();
        Assert.Equal(PasswordCheck.Right, await hasher.VerifyAsync(await computing, "correct horse", Ct));
    }

    [Fact]
    public async Task Whoever_leaves_makes_room_for_the_next()
    {
        var hasher = Hasher(Narrow);
        engine.Hold();
        var computing = hasher.HashAsync("correct horse", Ct);
        using var leaves = new CancellationTokenSource();
        var gone = hasher.HashAsync("correct horse", leaves.Token);
        await Assert.ThrowsAsync<HashingBusyException>(() => hasher.HashAsync("correct horse", Ct));

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        var next = hasher.HashAsync("correct horse", Ct);
        engine.LetGo();
        Assert.NotEqual(await computing, await next);
    }

    public void Dispose()
    {
        engine.Dispose();
        loggers.Dispose();
        log.Dispose();
    }

    private PasswordHasher Hasher(PasswordHashingSettings settings) =>
        new(settings, new HashingPlaces(settings, new(loggers.CreateLogger<SecurityLog>()), Unheard.Meter(), clock), engine);
}
