using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>Computes as the fastest engine does, while it is not held, and counts how many are at it at once.</summary>
public sealed class HeldArgon2 : Argon2Engine, IDisposable
{
    private readonly ManualResetEventSlim open = new(initialState: true);
    private readonly SemaphoreSlim begun = new(0);
    private int now;
    private int most;
    private int all;

    /// <summary>How many have begun so far.</summary>
    public int Begun => all;

    /// <summary>The most that computed at once, so far.</summary>
    public int Most => most;

    /// <summary>Has every password of the application computed here.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton(provider => new PasswordHasher(
        provider.GetRequiredService<PasswordHashingSettings>(), provider.GetRequiredService<HashingPlaces>(), this));

    /// <summary>From now on whoever begins does not end.</summary>
    public void Hold()
    {
        open.Reset();
        while (begun.Wait(0))
        {
            // Those were before.
        }
    }

    public void LetGo() => open.Set();

    /// <summary>Waits until one more has begun.</summary>
    public Task BegunAsync(CancellationToken ct) => Patience.ForAsync("a hash to begin", patience => begun.WaitAsync(patience)).WaitAsync(ct);

    public override byte[] Compute(byte[] password, byte[] salt, Argon2Cost cost, int length)
    {
        Interlocked.Increment(ref all);
        InterlockedMax(Interlocked.Increment(ref now));
        begun.Release();
        open.Wait();
        Interlocked.Decrement(ref now);
        return Fastest.Compute(password, salt, cost, length);
    }

    public void Dispose()
    {
        open.Dispose();
        begun.Dispose();
    }

    private void InterlockedMax(int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
