using System.Runtime.CompilerServices;

namespace BlazorSessions.Tests.Support;

/// <summary>Waits for what nothing tells of.</summary>
public static class Until
{
    /// <summary>Looks every few milliseconds.</summary>
    public static Task TrueAsync(Func<bool> fact, [CallerArgumentExpression(nameof(fact))] string what = "") =>
        TrueAsync(() => Task.FromResult(fact()), what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string)"/>
    public static Task TrueAsync(Func<Task<bool>> fact, string what) => Patience.ForAsync(what, async ct =>
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await fact())
        {
            await timer.WaitForNextTickAsync(ct);
        }
    });
}
