namespace BlazorSessions.Tests.Support;

public static class Crowd
{
    /// <summary>Does it many times at once: nobody begins before all are there.</summary>
    public static async Task<T[]> AtOnceAsync<T>(int crowd, Func<Task<T>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, crowd).Select(async _ =>
        {
            await start.Task;
            return await act();
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(all);
    }
}
