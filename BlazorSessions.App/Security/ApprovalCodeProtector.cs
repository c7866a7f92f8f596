using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Security;

/// <summary>
/// Keeps the six digits readable for the page that shows them and for nobody who has only the database. A hash would
/// not do: six digits have no secrecy to hash. Each is bound to its own sign-in and fits no other.
/// </summary>
public sealed class ApprovalCodeProtector(IDataProtectionProvider protection)
{
    public string Protect(SessionId session, ApprovalCode code) => For(session).Protect(code.Reveal());

    /// <summary>The code of an approval; null once it is wiped.</summary>
    public ApprovalCode? Open(SignInApproval approval) =>
        approval.ProtectedCode is { } kept ? ApprovalCode.Parse(For(approval.SessionId).Unprotect(kept)) : null;

    private IDataProtector For(SessionId session) => protection.CreateProtector("approval-code", session.ToString());
}
