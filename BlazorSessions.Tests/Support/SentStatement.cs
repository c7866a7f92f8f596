using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorSessions.Tests.Support;

/// <summary>What was sent to the database at once, with its values: a statement, or several.</summary>
public sealed record SentStatement(string Text, IReadOnlyList<DbParameter> Values)
{
    public static SentStatement Of(DbCommand command) =>
        new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]);

    // A parameter belongs to its command.
    private static DbParameter Copy(DbParameter sent) =>
        sent is NpgsqlParameter own ? own.Clone() : new SqliteParameter(sent.ParameterName, sent.Value);
}
