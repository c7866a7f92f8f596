using System.Diagnostics;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignIn;

/// <summary>Puts what became of a sign-in into the browser's cookies, and says where it goes next.</summary>
public sealed class SignInResponse(SessionCookie sessionCookie, ApprovalCookie approvalCookie, PasswordProofCookie proof)
{
    /// <returns>The path to go to: <paramref name="whenIn"/> for an open session, the waiting page for everything that is still undecided or was.</returns>
    public string Write(HttpContext context, SignInOutcome outcome, string whenIn)
    {
        switch (outcome)
        {
            case SignInOutcome.SignedIn signedIn:
                sessionCookie.Write(context, signedIn.Token);
                approvalCookie.Delete(context);
                proof.Delete(context);
                return whenIn;
            case SignInOutcome.NeedsApproval asked:
                approvalCookie.Write(context, asked.WaitingToken);
                return "/signin/approval";
            case SignInOutcome.Full or SignInOutcome.NotApproved or SignInOutcome.AskedTooOften:
                return "/signin/approval";
            default:
                throw new UnreachableException();
        }
    }
}
