using System.Globalization;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>Every row of every table, to see whether anything was changed.</summary>
public static class Snapshot
{
    /// <summary>The rows, each as one line that begins with its table.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                var values = Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
                rows.Add($"{table}: {string.Join(" | ", values)}");
            }
        }

        Assert.NotEmpty(rows);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
