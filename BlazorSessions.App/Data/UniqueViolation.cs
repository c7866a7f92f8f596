using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BlazorSessions.App.Data;

/// <summary>Tells a broken unique index from every other failed save, by the database's code and not by its words.</summary>
internal static class UniqueViolation
{
    // SQLITE_CONSTRAINT_UNIQUE, sqlite.org/rescode.html
    private const int SqliteConstraintUnique = 2067;

    public static bool Is(DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException e => e.SqliteExtendedErrorCode == SqliteConstraintUnique,
        _ => false,
    };
}
