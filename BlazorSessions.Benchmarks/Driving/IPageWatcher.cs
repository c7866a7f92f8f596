namespace BlazorSessions.Benchmarks.Driving;

/// <summary>Who wants to know what comes to an open page. It is called as it comes, and before the page answers.</summary>
internal interface IPageWatcher
{
    /// <summary>A batch of what is to be shown.</summary>
    void Shown(byte[] batch);

    /// <summary>The browser is to call a function.</summary>
    void Told(string function, string arguments);

    /// <summary>An event has been served; with a problem, in vain.</summary>
    void Answered(string call, string? problem);
}
