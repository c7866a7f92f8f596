using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>Writes the uses of sessions in one statement every few seconds, and once more when the program stops.</summary>
public sealed class LastSeenWriter(
    LastSeenBook book,
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    SessionEventHub hub,
    SessionPolicy policy,
    ILogger<LastSeenWriter> logger) : DatabaseRounds(policy.ActivityInterval, logger)
{
    private static readonly TimeSpan LongestLastWrite = TimeSpan.FromSeconds(2); // the whole stop has ten seconds

    /// <summary>Writes what is noted. What the database did not take is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var seen = book.Unwritten();
        if (seen.Count == 0)
        {
            return;
        }

        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = (await db.WriteLastSeenAsync(seen, policy.IdleTimeout, ct)).ToHashSet();
        book.Forget(seen);
        foreach (var over in seen.Where(s => !open.Contains(s.Session)))
        {
            hub.Publish(new(SessionEventKind.Ended, over.User, over.Session)); // a page of it is open here and has not heard
        }
    }

    /// <summary>Stops writing, then writes what is left: after the last request, since the server stops before this does.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(LongestLastWrite, TimeProvider.System);
        await Task.WhenAny(TryRoundAsync(patience.Token), Task.Delay(LongestLastWrite, TimeProvider.System, CancellationToken.None));
    }

    protected override Task RoundAsync(CancellationToken ct) => FlushAsync(ct);
}
