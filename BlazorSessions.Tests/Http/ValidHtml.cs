using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Every page in every state that needs no script is sent as HTML without an error, and what points to something finds it.</summary>
public sealed class ValidHtml
{
    private const string OtherPassword = "purple monkey dishwasher";

    private readonly List<string> faults = [];

    [Fact]
    public async Task The_pages_of_somebody_who_is_not_in()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        Look("sign-in", await ann.GetAsync("/signin"));
        Look("sign-in, fields missing", await ann.SubmitAsync("/signin", "Sign in"));
        Look("sign-in, wrong password", await ann.SignInAsync("not my password"));
        Look("sign-up", await ann.GetAsync("/signup"));
        Look("sign-up, fields missing", await ann.SubmitAsync("/signup", "Create account"));
        Look("recovery without a proof", await ann.GetAsync("/signin/recovery"));
        Look("recovery, fields missing", await ann.SubmitAsync("/signin/recovery", "Sign in"));
        Look("recovery, wrong code", await ann.RecoverAsync("nonsense", OtherPassword));

        Look("reset, link over", await ann.GetAsync("/reset-password?token=nonsense"));
        var laptop = await app.SignUpAsync(ann.Email);
        var link = await app.ResetLinkAsync(laptop.User);
        Look("reset", await ann.GetAsync(link));
        Look("reset, fields missing", await ann.SubmitAsync(link, "Set password"));
        await FollowAsync("sign-in after a reset", ann, await ann.SetPasswordAsync(link, Visitor.Password));

        await app.JoinAsync(ann.Email, laptop);
        Look("sign-in, limit reached", await ann.SignInAsync());
        Look("recovery with a proof", await ann.GetAsync("/signin/recovery"));
        Look("recovery with a proof, wrong code", await ann.SubmitAsync("/signin/recovery", "Sign in", ("Recovery code", "nonsense")));
        NoFaults();
    }

    [Fact]
    public async Task The_waiting_page_and_the_request()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();

        await phone.SignInAsync();
        Look("waiting", await phone.GetAsync("/signin/approval"));
        Look("request", await laptop.GetAsync("/dashboard"));
        Look("request over the account", await laptop.GetAsync("/account"));
        var code = await phone.CodeAsync();
        await FollowAsync("request, no code", laptop, await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", "12345")));
        await FollowAsync(
            "request, wrong code", laptop, await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", SignInShortcuts.WrongCodeFor(code))));
        await FollowAsync("request denied", laptop, await laptop.SubmitAsync("/dashboard", "This wasn't me"));
        Look("waiting, denied", await phone.GetAsync("/signin/approval"));

        await phone.SignInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Look("waiting, expired", await phone.GetAsync("/signin/approval"));

        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        Look("waiting, cancelled", await phone.GetAsync("/signin/approval"));

        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out");
        Look("waiting, orphaned", await phone.GetAsync("/signin/approval"));

        await laptop.SignInAsync();
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        Look("waiting, approved", await phone.GetAsync("/signin/approval"));
        NoFaults();
    }

    [Fact]
    public async Task The_dashboard_and_the_account()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        Look("dashboard with recovery codes", await laptop.GetAsync("/dashboard"));
        using var phone = await laptop.LetInAsync();
        for (var refused = 0; refused < 24; refused++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.SignInAsync(laptop.Email);
        }

        var newest = await laptop.GetAsync("/dashboard");
        Look("dashboard", newest);
        Look("dashboard, older rows", await laptop.GetAsync(PathOf(newest, "Older")));
        Look("dashboard, details of a session", await laptop.GetAsync($"/dashboard?details={newest.Html.QuerySelector("button[name=details]")!.GetAttribute("value")}"));
        Look("dashboard, filtered", await laptop.GetAsync("/dashboard?q=curl&status=refused"));
        Look("dashboard, nothing found", await laptop.GetAsync("/dashboard?q=netscape"));
        Look("account", await laptop.GetAsync("/account"));
        Look("account, name missing", await laptop.SubmitAsync("/account", "Save name", ("First name", ""), ("Last name", "")));
        Look("account, password fields missing", await laptop.SubmitAsync("/account", "Change password"));
        await FollowAsync("account, name saved", laptop, await laptop.SubmitAsync("/account", "Save name", ("First name", "Anna")));
        await FollowAsync("account, new recovery codes", laptop, await laptop.SubmitAsync("/account", "New recovery codes"));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var asked = await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        await FollowAsync("confirm", laptop, asked);
        await FollowAsync("confirm, wrong password", laptop, await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", "not my password")));

        var deletion = PathOf(await laptop.GetAsync("/account"), "Delete account");
        Look("deletion asked", await laptop.GetAsync(deletion));
        Look("deletion, wrong password", await laptop.SubmitAsync(deletion, "Delete for good", ("Password", "not my password")));
        await FollowAsync("signed out", laptop, await laptop.SubmitAsync(deletion, "Delete for good", ("Password", Visitor.Password)));
        await laptop.SignInAsync();
        Look("account that waits for its deletion", await laptop.GetAsync("/account"));
        Look("dashboard since last here", await laptop.GetAsync("/dashboard"));
        NoFaults();
    }

    [Fact]
    public async Task The_error_pages()
    {
        FailingBackplane? database = null;
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.Replace<ISessionBackplane>(inner => database = new(inner)));
        using var ann = new Visitor(app);
        Look("not found", await ann.GetAsync("/nowhere"));
        var stale = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in");
        await ann.SignUpAsync();
        Look("out of date", await ann.PostAsync("/signin", stale));
        database!.FailAfter(0);
        Look("database away", await ann.SubmitAsync("/dashboard", "Sign out"));
        NoFaults();
    }

    // Where a form leads that does not post.
    private static string PathOf(Answer page, string button)
    {
        var (action, fields) = Visitor.FormOf(page.Html, button);
        return $"{action}?{string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}";
    }

    private async Task FollowAsync(string state, Visitor visitor, Answer answer) =>
        Look(state, answer.Location is { } location ? await visitor.GetAsync(location) : answer);

    private void Look(string state, Answer answer)
    {
        Assert.Null(answer.Location); // it is the page and not the way to one
        faults.AddRange(HtmlFaults.In(answer.Body).Select(fault => $"{state}: {fault}"));
    }

    private void NoFaults() => Assert.True(faults.Count == 0, string.Join('\n', faults));
}
