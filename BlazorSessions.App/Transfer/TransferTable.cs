using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BlazorSessions.App.Transfer;

/// <summary>A table with all its columns, as the model has them: what is added to the model is carried too.</summary>
/// <param name="Name">What it is called in both databases.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Numbering">The column that the database itself fills with numbers, where one is.</param>
internal sealed record TransferTable(string Name, IReadOnlyList<TransferColumn> Columns, string? Numbering)
{
    // Counts what happens to one file, for the processes that have it open.
    private static readonly Type[] NotCarried = [typeof(ChangeCounter)];

    /// <summary>Every table that is carried, one that others refer to before those.</summary>
    public static IReadOnlyList<TransferTable> AllOf(AppDbContext db)
    {
        var left = db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !NotCarried.Contains(type.ClrType)).ToList();
        var ordered = new List<TransferTable>();
        while (left.Count > 0)
        {
            var next = left.Where(type => !type.GetForeignKeys().Any(key => left.Contains(key.PrincipalEntityType))).ToList();
            ordered.AddRange(next.Select(Of).OrderBy(table => table.Name, StringComparer.Ordinal));
            left = [.. left.Except(next)];
        }

        return ordered;
    }

    private static TransferTable Of(IEntityType type) => new(
        type.GetTableName()!,
        [.. type.GetProperties().Select(TransferColumn.Of)],
        type.GetProperties().SingleOrDefault(property => property is { ValueGenerated: ValueGenerated.OnAdd } && property.ClrType == typeof(int))?.GetColumnName());
}
