using BlazorSessions.App.Sessions;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>The session that a peer answers with: it has none of its own, and its answer is to be as long as ours.</summary>
internal sealed class FixedSession
{
    public FixedSession(SessionPolicy policy, ApprovalPolicy approvalPolicy, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var user = new User("Ann", "Lee", EmailAddress.Parse("00000000@example.org")!, "", now);
        var opened = new UserSessions(user.Id, [], [], [], policy, approvalPolicy, now).SignUp(Household.AnyDevice());
        Open = new(user, opened.Session);
        Request = new(Open);
    }

    public SessionLookup.Open Open { get; }

    /// <summary>As the application's own scheme would leave it with a request.</summary>
    public RequestSession Request { get; }
}
