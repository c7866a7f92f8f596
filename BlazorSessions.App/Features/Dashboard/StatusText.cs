using System.Diagnostics;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>The words of the session log for a status.</summary>
public static class StatusText
{
    /// <summary>For people: "Signed out".</summary>
    public static string Of(SessionStatus status) => status switch
    {
        SessionStatus.Waiting => "Waiting",
        SessionStatus.Active => "Active",
        SessionStatus.SignedOut => "Signed out",
        SessionStatus.Expired => "Expired",
        SessionStatus.Refused => "Refused",
        SessionStatus.Denied => "Denied",
        SessionStatus.Cancelled => "Cancelled",
        SessionStatus.CodeExpired => "Code expired",
        SessionStatus.TooManyWrongCodes => "Too many wrong codes",
        _ => throw new UnreachableException(),
    };

    /// <summary>For programs: "signed-out".</summary>
    public static string SlugOf(SessionStatus status) => Of(status).ToLowerInvariant().Replace(' ', '-');
}
