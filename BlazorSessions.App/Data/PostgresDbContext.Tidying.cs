using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <content>Deleting what is old. Each statement joins by the whole key: of two lists of keys, every pair would be tried.</content>
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

    public override Task DeleteEntriesAsync(IReadOnlyList<(UserId User, int AtMost)> old, DateTimeOffset until, CancellationToken ct)
    {
        var users = old.Select(e => e.User.Value).ToArray();
        var most = old.Select(e => e.AtMost).ToArray();
        return Database.ExecuteSqlAsync(
            $"""
            WITH gone AS (
                SELECT front."UserId", front."Number"
                FROM unnest({users}, {most}) AS old ("user", most) CROSS JOIN LATERAL (
                    SELECT e."UserId", e."Number", bool_and(e."At" <= {until}) OVER (ORDER BY e."Number") AS "IsOld"
                    FROM log_entries AS e WHERE e."UserId" = old."user" ORDER BY e."Number" LIMIT old.most) AS front
                WHERE front."IsOld"),
            entries AS (
                DELETE FROM log_entries AS e USING gone WHERE e."UserId" = gone."UserId" AND e."Number" = gone."Number")
            DELETE FROM dismissed_notices AS d USING (SELECT "UserId", MAX("Number") AS "Last" FROM gone GROUP BY "UserId") AS gone
            WHERE d."UserId" = gone."UserId" AND d."Number" <= gone."Last"
            """,
            ct);
    }
}
