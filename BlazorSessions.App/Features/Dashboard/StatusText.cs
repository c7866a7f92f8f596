using System.Diagnostics;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>What the session log calls a status.</summary>
public static class StatusText
{
    /// <summary>For people, in their language: "Signed out".</summary>
    public static string Of(SessionStatus status, IStringLocalizer<Words> words) => words[$"Status.{status}"];

    /// <summary>For programs: "signed-out".</summary>
    public static string SlugOf(SessionStatus status) => status switch
    {
        SessionStatus.Waiting => "waiting",
        SessionStatus.Active => "active",
        SessionStatus.SignedOut => "signed-out",
        SessionStatus.Expired => "expired",
        SessionStatus.Refused => "refused",
        SessionStatus.Denied => "denied",
        SessionStatus.Cancelled => "cancelled",
        SessionStatus.CodeExpired => "code-expired",
        SessionStatus.TooManyWrongCodes => "too-many-wrong-codes",
        _ => throw new UnreachableException(),
    };
}
