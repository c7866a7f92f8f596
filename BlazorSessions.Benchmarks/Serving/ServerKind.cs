namespace BlazorSessions.Benchmarks.Serving;

/// <summary>What <see cref="ServeCommand"/> can start. All but the last are the application; what differs is said for each.</summary>
internal enum ServerKind
{
    /// <summary>The application as it is.</summary>
    Ours,

    /// <summary>It computes its password hashes with the managed engine.</summary>
    ManagedHash,

    /// <summary>It takes everybody for the same person, and reads nothing.</summary>
    Everybody,

    /// <summary>It believes a cookie that holds all it needs.</summary>
    Cookie,

    /// <summary>It reads what a cookie stands for in PostgreSQL, at each request.</summary>
    TicketStore,

    /// <summary>ASP.NET Core Identity on PostgreSQL, its security stamp validated at each request.</summary>
    Identity,

    /// <summary>A host that has the same cookie, the same answer and nothing else.</summary>
    BareCookie,
}
