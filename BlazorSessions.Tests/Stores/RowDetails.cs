using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

public sealed class RowDetails
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task They_tell_who_approved_a_session_and_who_ended_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org", SignInShortcuts.Device("curl/8"));
        var phone = await app.JoinAsync("ann@example.org", laptop);

        Assert.Equal((new(laptop.Session, "curl"), null), await ReadAsync(app, phone));
        Assert.Equal((null, null), await ReadAsync(app, laptop));

        await app.Get<SignOutService>().SignOutAsync(phone, laptop.Session);
        Assert.Equal((null, new(phone.Session, "curl")), await ReadAsync(app, laptop));

        await app.SignOutAsync(phone);
        Assert.Equal((new(laptop.Session, "curl"), null), await ReadAsync(app, phone));
    }

    [Theory]
    [BothDatabases]
    public async Task They_tell_who_denied_a_sign_in(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");

        await app.Get<ApprovalService>().DenyAllAsync(laptop);

        Assert.Equal((null, new(laptop.Session, "curl")), await ReadAsync(app, asked.Approval.Session.AsCurrent()));
    }

    private static async Task<(OtherSession? ApprovedBy, OtherSession? EndedBy)> ReadAsync(TestApp app, CurrentSession of)
    {
        var session = (await app.Get<SessionRegistry>().ReadAsync(of.User, of.Session, Ct))!;
        var details = await app.Get<SessionDetailsQuery>().ReadAsync(of.User, session, Ct);
        return (details.ApprovedBy, details.EndedBy);
    }
}
