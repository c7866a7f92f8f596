using BlazorSessions.Domain;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Security;

/// <summary>Who is concerned by a line of the security log, as far as that is known. None of it is a secret.</summary>
/// <param name="User">The account.</param>
/// <param name="Session">The sign-in.</param>
/// <param name="Address">The peer's IP address.</param>
/// <param name="Device">What the device is called, or what it says of itself.</param>
/// <param name="By">The session whose person did it, where it was another one.</param>
public readonly record struct Subject(
    UserId? User = null, SessionId? Session = null, string? Address = null, string? Device = null, SessionId? By = null);

/// <summary>
/// What happened to the safety of accounts, one structured line each (ASVS 16.2.1, 16.3.1 to 16.3.3): the names of its fields
/// are <c>EventName</c>, <c>Outcome</c>, <c>User</c>, <c>Session</c>, <c>Address</c>, <c>Device</c> and <c>By</c>. No password, code,
/// token or e-mail address is ever among them, and whatever comes from outside is cleaned, so that one line stays one line.
/// </summary>
public sealed partial class SecurityLog(ILogger<SecurityLog> logger)
{
    private const int LongestText = 200;
    private const string NotKnown = "-";
    private const string Line = "{EventName} {Outcome} user={User} session={Session} address={Address} device={Device} by={By}";

    /// <summary>Something that was meant to happen.</summary>
    public void Note(string name, string outcome, Subject subject) => LogNote(
        name, Clean(outcome), Text(subject.User), Text(subject.Session), Clean(subject.Address), Clean(subject.Device), Text(subject.By));

    /// <summary>Something that was refused, or that an operator should look at when it comes often.</summary>
    public void Warn(string name, string outcome, Subject subject) => LogWarning(
        name, Clean(outcome), Text(subject.User), Text(subject.Session), Clean(subject.Address), Clean(subject.Device), Text(subject.By));

    private static string Text<T>(T? id)
        where T : struct => id?.ToString() ?? NotKnown;

    private static string Clean(string? text) => text is not null && PlainText.Clean(text, LongestText) is { Length: > 0 } clean ? clean : NotKnown;

    [LoggerMessage(1, LogLevel.Information, Line)]
    private partial void LogNote(string eventName, string outcome, string user, string session, string address, string device, string by);

    [LoggerMessage(2, LogLevel.Warning, Line)]
    private partial void LogWarning(string eventName, string outcome, string user, string session, string address, string device, string by);
}
