namespace BlazorSessions.Tests.Support;

/// <summary>How long a test waits for anything. What does not come then fails the test by its name, and does not hold up the run.</summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60); // on a machine that does much else

    public static async Task<T> ForAsync<T>(string what, Func<CancellationToken, Task<T>> wait)
    {
        var test = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(test);
        patience.CancelAfter(Longest);
        try
        {
            return await wait(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !test.IsCancellationRequested)
        {
            throw new TimeoutException($"Waited {Longest.TotalSeconds} s in vain for {what}.");
        }
    }

    public static Task ForAsync(string what, Func<CancellationToken, Task> wait) => ForAsync(what, async ct =>
    {
        await wait(ct);
        return true;
    });
}
