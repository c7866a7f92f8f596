using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Approvals;
using Bunit;

namespace BlazorSessions.Tests.Components;

public sealed class DialogPart : IAsyncLifetime
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private TestApp app = null!;
    private App.Sessions.CurrentSession laptop = null!;
    private LiveParts page = null!;
    private IRenderedComponent<SignInRequestDialog> dialog = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        laptop = await app.SignUpAsync("ann@example.org");
        page = new LiveParts(app, laptop);
        dialog = page.Render<SignInRequestDialog>();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Shows_a_request_when_it_comes_and_says_what_became_of_it_when_it_goes()
    {
        Assert.Empty(dialog.FindAll("h2"));

        var asked = await app.AskAsync("ann@example.org");
        dialog.WaitForAssertion(() => Assert.Contains("192.0.2.1", dialog.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(asked.Code.Reveal(), dialog.Markup, StringComparison.Ordinal);
        Type(asked.Code.Reveal());

        dialog.WaitForAssertion(() => Assert.Equal("curl was approved and is coming in.", Outcome));
        Assert.Empty(dialog.FindAll("h2"));
        await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct);
        dialog.WaitForAssertion(() => Assert.Equal("curl was let in.", Outcome));
    }

    [Fact]
    public async Task Counts_wrong_codes_but_not_what_is_no_code()
    {
        var asked = await app.AskAsync("ann@example.org");
        dialog.WaitForElement("#approval-code");

        Type("12345");
        dialog.WaitForAssertion(() => Assert.Equal("Enter the six digits that your other device shows.", dialog.Find("[role=alert]").TextContent));
        Type(SignInShortcuts.WrongCodeFor(asked.Code.Reveal()));

        dialog.WaitForAssertion(() => Assert.Equal("That code is not right. 2 tries left.", dialog.Find("[role=alert]").TextContent));
        Assert.Equal("", dialog.Find("#approval-code").GetAttribute("value") ?? "");
    }

    [Fact]
    [Trait("abuse", "A04")]
    public async Task Denies_everything_that_waits_and_offers_to_change_the_password_at_once()
    {
        var first = await app.AskAsync("ann@example.org");
        var second = await app.AskAsync("ann@example.org");
        dialog.WaitForElement("form[action$=deny]").Submit();

        dialog.WaitForAssertion(() => Assert.StartsWith(
            "curl was not let in: the sign-in was denied. If that was not you, somebody knows your password: change it.", Outcome, StringComparison.Ordinal));
        Assert.Equal("/account", dialog.Find("[role=status] a").GetAttribute("href"));
        foreach (var asked in new[] { first, second })
        {
            var status = await app.Get<WaitingService>().StatusAsync(laptop.User, asked.Approval.SessionId, Ct);
            Assert.Equal(ApprovalStatus.Denied, status);
        }
    }

    [Fact]
    public async Task Closes_when_the_time_of_the_code_has_run_out_though_no_event_tells_it()
    {
        await app.AskAsync("ann@example.org");
        dialog.WaitForElement("#approval-code");

        app.Clock.Advance(app.Get<ApprovalPolicy>().Lifetime);

        dialog.WaitForAssertion(() => Assert.Equal("curl was not let in: its code has expired. It can ask again with a new one.", Outcome));
    }

    [Fact]
    public async Task Asks_nothing_more_when_its_session_is_over()
    {
        await app.AskAsync("ann@example.org");
        dialog.WaitForElement("#approval-code");

        await app.SignOutAsync(laptop);

        dialog.WaitForAssertion(() => Assert.Empty(dialog.FindAll("#approval-code")));
    }

    [Fact]
    public async Task A_code_typed_for_one_request_is_never_tried_on_another()
    {
        var first = await app.AskAsync("ann@example.org");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await app.AskAsync("ann@example.org");
        dialog.WaitForElement("#approval-code").Change(first.Code.Reveal());
        var submit = dialog.Find("form[action$=approve]"); // as the browser still shows it
        await app.Get<WaitingService>().CancelAsync(first.WaitingToken);

        await submit.SubmitAsync();

        var read = (SignInRequests.Waiting)await app.Get<ApprovalService>().ReadAsync(laptop, null, Ct);
        Assert.Equal((second.Approval.SessionId, 3), (read.Requests[0].Id, read.Requests[0].TriesLeft));
    }

    private string Outcome => dialog.Find("[role=status]").TextContent.Trim();

    private void Type(string code)
    {
        dialog.Find("#approval-code").Change(code);
        dialog.Find("form[action$=approve]").Submit();
    }
}
