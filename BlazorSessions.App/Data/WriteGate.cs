namespace BlazorSessions.App.Data;

/// <summary>
/// Lets one writer at a time into a database that takes only one anyway. Waiting here is first come, first served and
/// holds no thread, where SQLite's own waiting polls and blocks. PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(bool oneWriter) : IDisposable
{
    private readonly SemaphoreSlim? turn = oneWriter ? new(1, 1) : null;

    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (turn is null)
        {
            return null;
        }

        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    public void Dispose() => turn?.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
