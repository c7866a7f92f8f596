using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Features.SignUp;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Support;

/// <summary>What a person does, by the application's own services and without a browser.</summary>
public static class SignInShortcuts
{
    public const string Password = "correct horse battery";

    /// <summary>Six digits that are not this code.</summary>
    public static string WrongCodeFor(string code) => code == "000000" ? "000001" : "000000";

    /// <inheritdoc cref="WrongCodeFor(string)"/>
    public static ApprovalCode WrongCodeFor(ApprovalCode code) => ApprovalCode.Parse(WrongCodeFor(code.Reveal()))!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Device Device(string userAgent = "curl/8") => new(OpaqueToken.Issue().Hash(), userAgent, "192.0.2.1");

    /// <summary>A new account, signed in nowhere but on the device that made it.</summary>
    public static async Task<CurrentSession> SignUpAsync(this TestApp app, string email, Device? device = null) =>
        ((SignInOutcome.SignedIn)(await app.EnrolAsync(email, device)).Outcome).Session.AsCurrent();

    /// <summary>A new account, with its recovery codes.</summary>
    public static async Task<SignedUp> EnrolAsync(this TestApp app, string email, Device? device = null)
    {
        var form = new SignUpForm { FirstName = "Ann", LastName = "Lee", Email = email, Password = Password, ConfirmPassword = Password };
        return (await app.Get<SignUpService>().SignUpAsync(form, device ?? Device(), Ct))!;
    }

    public static async Task<SignInOutcome> SignInAsync(this TestApp app, string email, Device? device = null)
    {
        var result = await app.Get<SignInService>().SignInAsync(new() { Email = email, Password = Password }, device ?? Device(), Ct);
        return ((SignInResult.Decided)result).Outcome;
    }

    public static async Task<SignInOutcome.NeedsApproval> AskAsync(this TestApp app, string email) =>
        (SignInOutcome.NeedsApproval)await app.SignInAsync(email);

    public static Task ApproveAsync(this TestApp app, CurrentSession by, SignInOutcome.NeedsApproval asked) =>
        app.Get<ApprovalService>().ApproveAsync(by, asked.Approval.SessionId, asked.Code, Ct);

    public static Task SignOutAsync(this TestApp app, CurrentSession session) => app.Get<SignOutService>().SignOutAsync(session);

    /// <summary>Another device comes in, approved by one that is open.</summary>
    public static async Task<CurrentSession> JoinAsync(this TestApp app, string email, CurrentSession by)
    {
        var asked = await app.AskAsync(email);
        await app.ApproveAsync(by, asked);
        return ((SignInOutcome.SignedIn)(await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct))!).Session.AsCurrent();
    }

    /// <summary>The link that the operator makes for somebody, from its path on.</summary>
    public static async Task<string> ResetLinkAsync(this TestApp app, UserId user) =>
        $"{PasswordResetService.Path}?token={(await app.Get<PasswordResetService>().OfferAsync(user, Ct))!.Reveal()}";

    /// <inheritdoc cref="ResetLinkAsync(TestApp, UserId)"/>
    public static async Task<string> ResetLinkAsync(this TestApp app, Visitor device) => await app.ResetLinkAsync((await app.SessionOfAsync(device)).User);

    /// <summary>The session that a device's cookie opens.</summary>
    public static Task<CurrentSession> SessionOfAsync(this TestApp app, Visitor device) => app.SessionOfAsync(device.Cookie("session")!);

    /// <inheritdoc cref="SessionOfAsync(TestApp, Visitor)"/>
    public static async Task<CurrentSession> SessionOfAsync(this TestApp app, Person device) =>
        await app.SessionOfAsync(await device.SessionCookieAsync());

    /// <inheritdoc cref="SessionOfAsync(TestApp, Visitor)"/>
    public static async Task<CurrentSession> SessionOfAsync(this TestApp app, string cookie)
    {
        var lookup = await app.Get<SessionRegistry>().FindAsync(OpaqueToken.Parse(cookie)!, isActivity: false, Ct);
        return ((SessionLookup.Open)lookup).Session.AsCurrent();
    }

    /// <summary>How many sessions of a user are open, as the rules count them.</summary>
    public static async Task<int> OpenCountAsync(this TestApp app, UserId user) =>
        (await app.Get<SessionRegistry>().ReadAsync(user, Ct)).Open.Count;

    public static CurrentSession AsCurrent(this Session session) => new(session.UserId, session.Id, "Ann Lee");
}
