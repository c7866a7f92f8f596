using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.Tests.Http;

/// <summary>Two devices that are let in at the same time, where one place is left.</summary>
public sealed class TwoAtOnce
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A02")]
    public async Task One_gets_in_and_the_other_reads_that_two_are_active(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var first = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve", ("6-digit code", await phone.CodeAsync()));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var tablet = laptop.OtherDevice();
        await tablet.SignInAsync();
        var second = (first.Action, Fields: new Dictionary<string, string>(first.Fields) { ["code"] = await tablet.CodeAsync(), ["request"] = await NewestAsync(laptop) });
        Assert.NotEqual(first.Fields["request"], second.Fields["request"]);

        await Task.WhenAll(laptop.PostAsync("/dashboard", first), laptop.PostAsync("/dashboard", second));
        var answers = await Task.WhenAll(
            phone.SubmitAsync("/signin/approval", "Check again"), tablet.SubmitAsync("/signin/approval", "Check again"));

        Assert.Single(answers, answer => answer.Location == "/dashboard");
        var outside = answers[0].Location == "/dashboard" ? tablet : phone;
        Assert.Contains("Already 2 sessions active", (await outside.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.False(await outside.IsSignedInAsync());
        Assert.Equal(2, await app.OpenCountAsync((await app.SessionOfAsync(laptop)).User));
        await Invariants.HoldAsync(app);
    }

    [Fact]
    public async Task The_number_that_is_read_is_the_accounts_own()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"]);
        var laptop = await app.SignUpAsync("ann@example.org");
        using var phone = new Visitor(app, "ann@example.org");
        await phone.SignInAsync();
        var code = ApprovalCode.Parse(await phone.CodeAsync())!;
        var id = (await app.Get<SessionRegistry>().ReadAsync(laptop.User, Ct)).Pending[0].SessionId;
        await app.Get<ApprovalService>().ApproveAsync(laptop, id, code, Ct);
        await using (var locked = await app.Get<SessionRegistry>().LockAsync(laptop.User, Ct))
        {
            locked!.User.LimitSessions(1);
            await locked.CommitAsync(Ct);
        }

        await phone.SubmitAsync("/signin/approval", "Check again");

        Assert.Contains("Already 1 sessions active", (await phone.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
    }

    // The newest sign-in is the first of the log.
    private static async Task<string> NewestAsync(Visitor visitor)
    {
        using var log = System.Text.Json.JsonDocument.Parse((await visitor.GetAsync("/api/sessions?limit=1")).Body);
        return log.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
