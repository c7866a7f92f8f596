using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Encodings.Web;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>What the session log calls a status.</summary>
public static class StatusText
{
    private static readonly ConcurrentDictionary<(SessionStatus Status, string Text), MarkupString> Made = new(); // one in each language

    /// <summary>For people, in their language: "Signed out".</summary>
    public static string Of(SessionStatus status, IStringLocalizer<Words> words) => words[$"Status.{status}"];

    /// <summary>For a page, as one piece.</summary>
    public static MarkupString MarkupOf(SessionStatus status, IStringLocalizer<Words> words) => Made.GetOrAdd((status, Of(status, words)), Make);

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

    private static MarkupString Make((SessionStatus Status, string Text) of) =>
        new($"<span class=\"status {SlugOf(of.Status)}\">{HtmlEncoder.Default.Encode(of.Text)}</span>");
}
