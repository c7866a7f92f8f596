using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <content>Sealing what is new, and deleting what is old. Each statement joins by the whole key: of two lists of keys, every pair would be tried.</content>
public sealed partial class PostgresDbContext
{
    public override Task DeleteSessionsAsync(IReadOnlyList<(UserId User, SessionId Session)> old, CancellationToken ct)
    {
        var users = old.Select(s => s.User.Value).ToArray();
        var sessions = old.Select(s => s.Session.Value).ToArray();
        return Database.ExecuteSqlAsync(
            $"""
            DELETE FROM sessions AS s USING unnest({users}, {sessions}) AS old ("user", id)
            WHERE s."UserId" = old."user" AND s."Id" = old.id AND s."EndedAt" IS NOT NULL
            """,
            ct);
    }

    public override IQueryable<StoredEntry> UnsealedEntries(IEnumerable<UserId> users)
    {
        var ids = users.Select(user => user.Value).ToArray();
        return Set<StoredEntry>().FromSql(
            $"""
            SELECT e.* FROM users AS u JOIN log_entries AS e
                ON e."UserId" = u."Id" AND e."Number" > u."SealedLogNumber" AND e."Number" <= u."HashedLogNumber"
            WHERE u."Id" = ANY({ids}) ORDER BY e."UserId", e."Number"
            """);
    }

    public override Task DeleteFrontsAsync(IReadOnlyList<LogFront> fronts, CancellationToken ct)
    {
        var users = fronts.Select(front => front.UserId).ToArray();
        var numbers = fronts.Select(front => front.Number).ToArray();
        return Database.ExecuteSqlAsync(
            $"""
            WITH gone AS (SELECT * FROM unnest({users}, {numbers}) AS front ("user", last)),
            entries AS (
                DELETE FROM log_entries AS e USING gone WHERE e."UserId" = gone."user" AND e."Number" <= gone.last)
            DELETE FROM dismissed_notices AS d USING gone WHERE d."UserId" = gone."user" AND d."Number" <= gone.last
            """,
            ct);
    }
}
