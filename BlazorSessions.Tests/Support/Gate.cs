namespace BlazorSessions.Tests.Support;

/// <summary>Holds the first who passes once it is armed, so that a test can force the bad order.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int armed;

    /// <summary>Done when somebody stands at it.</summary>
    public Task Reached => Patience.ForAsync("somebody at the gate", reached.Task.WaitAsync);

    /// <summary>The next will be held.</summary>
    public void Arm() => Volatile.Write(ref armed, 1);

    public void Open() => opened.SetResult();

    public async Task PassAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref armed, 0) == 1)
        {
            reached.SetResult();
            await opened.Task.WaitAsync(ct);
        }
    }
}
