using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>
/// How a database would find the rows of what it was sent: whether it would read a table that grows, or an index of it, from
/// end to end.
/// </summary>
public sealed partial class QueryPlans(AppDbContext db)
{
    /// <summary>The tables that have rows for each user, each sign-in or each event.</summary>
    public static readonly string[] Growing =
        ["users", "sessions", "log_entries", "approvals", "known_devices", "limits", "recovery_codes", "dismissed_notices"];

    // What lives and nothing of the past, what is open, and what is not sealed yet: all of each may be read.
    private const string Small = "ix_sessions_not_ended|ux_sessions_open_slot|ix_users_unsealed";

    /// <summary>Those that it would read so, each with its plan.</summary>
    public async Task<IReadOnlyList<string>> ScansAsync(IEnumerable<SentStatement> sent, CancellationToken ct)
    {
        var scans = new List<string>();
        foreach (var (text, values) in sent.DistinctBy(s => s.Text))
        {
            foreach (var statement in End().Split(text).Select(s => s.Trim()).Where(s => Planned().IsMatch(s)))
            {
                var plan = await ExplainAsync(statement, values, ct);
                if (db.Database.IsSqlite() ? ReadsAll(plan, statement) : ReadsAll(JsonDocument.Parse(plan).RootElement))
                {
                    scans.Add($"{statement}\n{plan}");
                }
            }
        }

        return scans;
    }

    // Nothing is done: it only says how it would be.
    private async Task<string> ExplainAsync(string statement, IEnumerable<DbParameter> values, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (db.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN (FORMAT JSON) ") + statement;
        command.Parameters.AddRange(values.Where(value => statement.Contains(value.ParameterName, StringComparison.Ordinal)).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        command.Parameters.Clear(); // they are needed for the next one that was sent with it
        return string.Join('\n', lines);
    }

    private static bool ReadsAll(JsonElement plan) => plan.ValueKind switch
    {
        JsonValueKind.Array => plan.EnumerateArray().Any(ReadsAll),
        JsonValueKind.Object => IsScan(plan) || plan.EnumerateObject().Any(part => ReadsAll(part.Value)),
        _ => false,
    };

    private static bool IsScan(JsonElement node) => node.TryGetProperty("Index Name", out var index)
        ? !Small.Split('|').Contains(index.GetString()) && !node.TryGetProperty("Index Cond", out _)
        : node.TryGetProperty("Node Type", out var type) && type.GetString() == "Seq Scan"
            && Growing.Contains(node.GetProperty("Relation Name").GetString());

    // SQLite names a table as the statement does.
    private static bool ReadsAll(string plan, string statement) => Scan().Matches(plan).Select(scan => scan.Groups[1].Value).Any(name =>
        Growing.Any(table => table == name || Regex.IsMatch(statement, $"\\b{table}\"? AS \"?{Regex.Escape(name)}\\b")));

    [GeneratedRegex(@";\s*(?:\n|$)")]
    private static partial Regex End();

    [GeneratedRegex(@"^(?:--.*\s+)*(?:SELECT|UPDATE|DELETE|INSERT|WITH)\b")]
    private static partial Regex Planned();

    [GeneratedRegex(@"^SCAN (\w+)\b(?! USING (?:COVERING )?INDEX (?:" + Small + "))", RegexOptions.Multiline)]
    private static partial Regex Scan();
}
