using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BlazorSessions.App.Data;

/// <summary>Tells a database that cannot be reached or is out of room from every other failure: the one passes by itself, the other is a bug.</summary>
internal static class DatabaseFailure
{
    // sqlite.org/rescode.html: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
    private static readonly int[] SqliteCodes = [5, 6, 8, 10, 13, 14];

    // postgresql.org/docs/15/errcodes-appendix.html: connection, a transaction broken off, resources, operator intervention, no such database, read-only.
    private static readonly string[] PostgresClasses = ["08", "40", "53", "57", "3D", "25006"];

    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        PostgresException e => Array.Exists(PostgresClasses, c => e.SqlState.StartsWith(c, StringComparison.Ordinal)),
        NpgsqlException or TimeoutException or SocketException => true, // the connection itself, or the name of its host
        SqliteException e => SqliteCodes.Contains(e.SqliteErrorCode),
        _ => Is(failure.InnerException),
    };

    /// <summary>The same, and whatever else a database refuses, such as a password: for an operator, who is told what it says.</summary>
    public static bool IsAny(Exception failure) => Is(failure) || failure.GetBaseException() is DbException;

    /// <summary>What its driver says of it, in one line: those around it say less, and the one inside it not which database it was.</summary>
    public static string TextOf(Exception failure) => failure is not DbException && failure.InnerException is { } inner
        ? TextOf(inner)
        : failure.Message.ReplaceLineEndings(" ");
}
