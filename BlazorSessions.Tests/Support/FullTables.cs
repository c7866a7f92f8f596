using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>Fills PostgreSQL's tables with so many rows that its planner takes an index where there is one, and has them counted.</summary>
public static class FullTables
{
    private const int Users = 5_000;
    private const int RowsOfEach = 6; // of the sessions and the log

    // Nearly all that was ever asked for is over, as in life.
    public static async Task FillAsync(AppDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO users ("Id", "FirstName", "LastName", "Email", "PasswordHash", "CreatedAt", "LastLogNumber", "SealedLogNumber")
            SELECT md5(n::text)::uuid, 'Ann', 'Lee', n || '@example.com', 'none', {now}, {RowsOfEach}, {RowsOfEach} FROM generate_series(1, {Users}) AS n;
            INSERT INTO sessions ("UserId", "Id", "DeviceKey", "DeviceName", "UserAgent", "IpAddress",
                "AskedAt", "OpenedAt", "LastSeenAt", "EndedAt", "EndReason", "TokenHash")
            SELECT md5(n::text)::uuid, md5(n || '-' || r)::uuid, md5(n::text), 'curl', 'curl/8', '192.0.2.1', at, at, at,
                CASE WHEN n % 100 > 0 OR r < {RowsOfEach} THEN at END,
                CASE WHEN n % 100 > 0 OR r < {RowsOfEach} THEN 'SignedOut' END, md5(n || '-' || r)
            FROM generate_series(1, {Users}) AS n, generate_series(1, {RowsOfEach}) AS r,
                LATERAL (SELECT {now} - (n * {RowsOfEach} - r) * INTERVAL '15 minutes') AS past (at);
            INSERT INTO log_entries ("UserId", "Number", "At", "Kind", "SessionId", "DeviceName", "IpAddress", "Notice")
            SELECT "UserId", row_number() OVER (PARTITION BY "UserId" ORDER BY "AskedAt"), "AskedAt", 'Opened', "Id", 'curl', '192.0.2.1',
                CASE WHEN "EndedAt" IS NULL THEN 'NewDevice' END
            FROM sessions WHERE "IpAddress" = '192.0.2.1';
            INSERT INTO approvals ("UserId", "SessionId", "WaitingToken", "TriesLeft", "HadWrongCode")
            SELECT "UserId", "Id", "TokenHash", 0, FALSE FROM sessions WHERE "IpAddress" = '192.0.2.1';
            INSERT INTO known_devices ("UserId", "Key", "Name", "FirstSeenAt", "LastSeenAt")
            SELECT md5(n::text)::uuid, md5(n::text), 'curl', {now}, {now} FROM generate_series(1, {Users}) AS n;
            INSERT INTO recovery_codes ("UserId", "Hash", "Set")
            SELECT md5(n::text)::uuid, md5(n || '-' || r), 1 FROM generate_series(1, {Users}) AS n, generate_series(1, {RowsOfEach}) AS r;
            INSERT INTO dismissed_notices ("UserId", "DeviceKey", "Number")
            SELECT md5(n::text)::uuid, md5(n::text), r FROM generate_series(1, {Users}) AS n, generate_series(1, {RowsOfEach}) AS r;
            INSERT INTO limits ("Key", "Failures", "LastAt")
            SELECT md5(n::text), 1, {now} - n * INTERVAL '1 minute' FROM generate_series(1, {Users}) AS n;
            ANALYZE
            """,
            ct);
    }
}
