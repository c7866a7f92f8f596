namespace BlazorSessions.Tests.Support;

/// <summary>Waits for what nothing tells of.</summary>
public static class Until
{
    /// <summary>Looks every few milliseconds, until the test is given up.</summary>
    public static async Task TrueAsync(Func<bool> fact)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!fact() && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
        }
    }
}
