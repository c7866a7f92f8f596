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

    public override async Task<IReadOnlyList<LogFront>> FrontsAsync(
        IReadOnlyList<(UserId User, int AtMost)> old, DateTimeOffset until, CancellationToken ct)
    {
        var users = old.Select(e => e.User.Value).ToArray();
        var most = old.Select(e => e.AtMost).ToArray();
        return await Database.SqlQuery<LogFront>(
            $"""
            SELECT front."UserId", MAX(front."Number") AS "Number",
                (array_agg(front."Hash" ORDER BY front."Number" DESC) FILTER (WHERE front."Hash" IS NOT NULL))[1] AS "Hash"
            FROM unnest({users}, {most}) AS old ("user", most) CROSS JOIN LATERAL (
                SELECT e."UserId", e."Number", e."Hash", bool_and(e."At" <= {until}) OVER (ORDER BY e."Number") AS "IsOld"
                FROM log_entries AS e WHERE e."UserId" = old."user" ORDER BY e."Number" LIMIT old.most) AS front
            WHERE front."IsOld" GROUP BY front."UserId"
            """).ToListAsync(ct);
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
