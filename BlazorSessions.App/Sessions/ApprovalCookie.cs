using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The waiting device's proof that it is the one that waits. It opens nothing by itself, and outlives the code so that
/// a page that comes back late is told what became of its sign-in.
/// </summary>
public sealed class ApprovalCookie(ApprovalPolicy policy) : OpaqueCookie("waiting", (2 * policy.Lifetime) + Afterwards)
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(1);
}
