using Microsoft.AspNetCore.Http.Extensions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>What somebody wants to see of the log, as it stands in the address of the page.</summary>
/// <param name="Sought">What is looked for, as it was typed; empty for everything.</param>
/// <param name="Filter">Which rows.</param>
/// <param name="Before">Where the page before this one ended; null for the newest rows.</param>
public sealed record LogQuestion(string Sought, LogFilter Filter, LogCursor? Before)
{
    /// <summary>Characters that are looked for at the most.</summary>
    public const int MaxSoughtLength = 100;

    public static LogQuestion Everything { get; } = new("", LogFilter.All, null);

    /// <summary>Whether something less than the whole log is wanted.</summary>
    public bool IsNarrow => IsSearch || Filter != LogFilter.All;

    public bool IsSearch => !string.IsNullOrWhiteSpace(Sought);

    /// <summary>Reads what came with an address; what makes no sense is left out of the question.</summary>
    public static LogQuestion Of(string? sought, string? filter, string? before) =>
        new(Cut(sought), FilterOf(filter), before is null ? null : LogCursor.Parse(before));

    /// <summary>The newest rows with something else looked for.</summary>
    public LogQuestion Seeking(string? sought) => this with { Sought = Cut(sought), Before = null };

    /// <summary>The newest rows of another kind.</summary>
    public LogQuestion Only(string? filter) => this with { Filter = FilterOf(filter), Before = null };

    /// <summary>The filter as it stands in an address; null where there is none.</summary>
    public string? FilterSlug => SlugOf(Filter);

    public static string? SlugOf(LogFilter filter) => filter switch
    {
        LogFilter.Active => "active",
        LogFilter.Ended => "ended",
        LogFilter.Refused => "refused",
        _ => null,
    };

    /// <summary>The address of the page that answers it.</summary>
    public string Path
    {
        get
        {
            var query = new QueryBuilder();
            foreach (var (name, value) in Fields)
            {
                query.Add(name, value);
            }

            return "/dashboard" + query;
        }
    }

    /// <summary>The fields of a form that asks it.</summary>
    public IEnumerable<(string Name, string Value)> Fields
    {
        get
        {
            if (IsSearch)
            {
                yield return ("q", Sought);
            }

            if (FilterSlug is { } filter)
            {
                yield return ("status", filter);
            }

            if (Before is not null)
            {
                yield return ("before", $"{Before}");
            }
        }
    }

    private static LogFilter FilterOf(string? text) => Array.Find(Enum.GetValues<LogFilter>(), f => SlugOf(f) == text);

    private static string Cut(string? sought) => sought is { Length: > MaxSoughtLength } ? sought[..MaxSoughtLength] : sought ?? "";
}
