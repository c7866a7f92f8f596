using CsCheck;

namespace BlazorSessions.Tests.Support;

/// <summary>Who sends a request.</summary>
public enum Sender
{
    /// <summary>A browser that is signed in.</summary>
    SignedIn,

    /// <summary>A browser that waits to be let in.</summary>
    Waiting,

    /// <summary>A browser that is neither.</summary>
    Nobody,
}

/// <summary>Something that takes input: a form with its fields, or a page with what stands in its address.</summary>
public sealed record FuzzedTarget(string Method, string Path, Sender Who, params string[] Fields)
{
    private const string Handler = "_handler";

    /// <summary>All of them. The test sees to it that none is missing.</summary>
    public static IReadOnlyList<FuzzedTarget> All { get; } =
    [
        new("POST", "/signup", Sender.Nobody, Handler, "Form.FirstName", "Form.LastName", "Form.Email", "Form.Password", "Form.ConfirmPassword"),
        new("POST", "/signin", Sender.Nobody, Handler, "Form.Email", "Form.Password"),
        new("POST", "/signin/recovery", Sender.Nobody, Handler, "Form.Email", "Form.Code", "Form.NewPassword", "Form.ConfirmNewPassword"),
        new("POST", "/signin/recovery", Sender.Waiting, Handler, "Form.Code"),
        new("POST", "/reset-password?token=x", Sender.Nobody, Handler, "Form.NewPassword", "Form.ConfirmNewPassword"),
        new("POST", "/signin/approval/collect", Sender.Waiting),
        new("POST", "/signin/approval/cancel", Sender.Waiting),
        new("POST", "/signin/approval/approve", Sender.SignedIn, "request", "code"),
        new("POST", "/signin/approval/deny", Sender.SignedIn, "request"),
        new("POST", "/confirm", Sender.SignedIn, "act", "id", "password"),
        new("POST", "/account", Sender.SignedIn, Handler, "Name.FirstName", "Name.LastName"),
        new("POST", "/account", Sender.SignedIn, Handler, "Password.CurrentPassword", "Password.NewPassword", "Password.ConfirmNewPassword"),
        new("POST", "/account?delete=true", Sender.SignedIn, Handler, "Password"),
        new("POST", "/account/recovery-codes", Sender.SignedIn),
        new("POST", "/account/forget-device", Sender.SignedIn, "device"),
        new("POST", "/account/keep", Sender.SignedIn),
        new("POST", "/recovery-codes/saved", Sender.SignedIn, "page"),
        new("POST", "/notices/dismiss", Sender.SignedIn, "number", "page"),
        new("POST", "/signout", Sender.SignedIn),
        new("POST", "/signout/other", Sender.SignedIn, "session"),
        new("POST", "/signout/everywhere-else", Sender.SignedIn),
        new("POST", "/csp-report", Sender.Nobody),
        new("DELETE", "/api/sessions/{id}", Sender.SignedIn),
        new("GET", "/", Sender.Nobody),
        new("GET", "/signin", Sender.Nobody, "returnUrl", "ended"),
        new("GET", "/signin", Sender.SignedIn, "returnUrl"),
        new("GET", "/signup", Sender.Nobody),
        new("GET", "/signin/recovery", Sender.Waiting),
        new("GET", "/reset-password", Sender.Nobody, "token"),
        new("GET", "/signin/approval", Sender.Waiting, "again"),
        new("GET", "/dashboard", Sender.SignedIn, "q", "status", "before", "details", "confirm", "id", "wrong", "decided", "unreadable"),
        new("GET", "/dashboard", Sender.Nobody, "before"),
        new("GET", "/account", Sender.SignedIn, "delete", "confirm", "id", "wrong"),
        new("GET", "/not-found", Sender.Nobody),
        new("GET", "/{path}", Sender.SignedIn),
        new("GET", "/api/session", Sender.SignedIn),
        new("GET", "/api/sessions", Sender.SignedIn, "status", "before", "limit"),
        new("GET", "/api/sessions/export", Sender.SignedIn, "format"),
        new("GET", "/health/ready", Sender.Nobody),
    ];

    /// <summary>Any of them, and those above all that keep what they are sent.</summary>
    public static Gen<FuzzedTarget> Any { get; } = Gen.Frequency((1, Gen.OneOf([.. All.Where(t => t.KeepsInput)])), (4, Gen.OneOf([.. All])));

    /// <summary>What is sent there is shown again later.</summary>
    public bool KeepsInput => Method == "POST" && (Path is "/signin" or "/signup" || Fields.Contains("Name.FirstName"));

    /// <summary>A part of the path is whatever somebody writes there.</summary>
    public bool HasOpenPath => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>The path with something in place of what stands in braces.</summary>
    public string PathWith(string part) => HasOpenPath ? Path[..Path.IndexOf('{', StringComparison.Ordinal)] + part : Path;

    public override string ToString() => $"{Method} {Path} as {Who}";
}
