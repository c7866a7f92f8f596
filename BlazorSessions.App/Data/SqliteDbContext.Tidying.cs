using System.Text.Json;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <content>Sealing what is new, and deleting what is old. The database is in this process, so statements for each cost no journey.</content>
public sealed partial class SqliteDbContext
{
    public override async Task DeleteSessionsAsync(IReadOnlyList<(UserId User, SessionId Session)> old, CancellationToken ct)
    {
        await using var transaction = await Database.BeginTransactionAsync(ct);
        foreach (var (user, session) in old)
        {
            await Sessions.Where(s => s.UserId == user && s.Id == session && s.EndedAt != null).ExecuteDeleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    public override IQueryable<StoredEntry> UnsealedEntries(IEnumerable<UserId> users)
    {
        var ids = JsonSerializer.Serialize(users.Select(user => TextOf(user.Value)));
        return Set<StoredEntry>().FromSql(
            $"""
            SELECT e.* FROM json_each({ids}) AS given JOIN users AS u ON u."Id" = given.value JOIN log_entries AS e
                ON e."UserId" = u."Id" AND e."Number" > u."SealedLogNumber" AND e."Number" <= u."HashedLogNumber"
            ORDER BY e."UserId", e."Number"
            """);
    }

    public override async Task DeleteFrontsAsync(IReadOnlyList<LogFront> fronts, CancellationToken ct)
    {
        foreach (var front in fronts)
        {
            var user = new UserId(front.UserId);
            await LogEntries.Where(e => e.UserId == user && e.Number <= front.Number).ExecuteDeleteAsync(ct);
            await DismissedNotices.Where(d => d.UserId == user && d.Number <= front.Number).ExecuteDeleteAsync(ct);
        }
    }
}
