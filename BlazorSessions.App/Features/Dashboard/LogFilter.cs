namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Which rows of the log are wanted.</summary>
public enum LogFilter
{
    All,

    /// <summary>Open now.</summary>
    Active,

    /// <summary>Was open and is over.</summary>
    Ended,

    /// <summary>Never got in, for whatever reason, and no longer waits.</summary>
    Refused,
}
