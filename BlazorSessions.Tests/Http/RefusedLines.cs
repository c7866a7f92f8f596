using System.Net;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Http;

/// <summary>What is refused before or beside the rules of sessions is one line each of the security log.</summary>
[Trait("abuse", "A21")]
public sealed class RefusedLines
{
    private const string Wrong = "not my password";

    [Fact]
    public async Task A_wrong_password_names_the_account_where_there_is_one_and_never_what_was_typed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var user = (await app.SessionOfAsync(laptop)).User;
        using var thief = laptop.OtherDevice(userAgent: "curl/8");
        await thief.SignInAsync(Wrong);
        using var stranger = new Visitor(app, "typed-into-the-wrong-field@example.org", "curl/8");
        await stranger.SignInAsync(Wrong);

        Assert.Equal(
            [
                new(LogLevel.Warning, "SignInFailed", "wrong-credentials", $"{user}", "-", "127.0.0.1", "curl", "-"),
                new(LogLevel.Warning, "SignInFailed", "wrong-credentials", "-", "-", "127.0.0.1", "curl", "-"),
            ],
            app.Log.Security.Skip(2));
        Assert.DoesNotContain(app.Log.All, line => line.Contains("typed-into", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_of_somebody_who_is_signed_in_says_where_it_was_typed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var at = await app.SessionOfAsync(laptop);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var asked = await laptop.SubmitAsync("/account", "New recovery codes");
        await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", Wrong));
        await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Wrong), ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher"));
        await laptop.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Wrong));
        await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password));

        Assert.Equal(
            [
                (LogLevel.Information, "ProofTooOld", "new-recovery-codes"),
                (LogLevel.Warning, "PasswordRejected", "confirm"),
                (LogLevel.Warning, "PasswordRejected", "change"),
                (LogLevel.Warning, "PasswordRejected", "deletion"),
                (LogLevel.Information, "PasswordConfirmed", "new-recovery-codes"),
                (LogLevel.Information, "CodesReplaced", "done"),
            ],
            app.Log.Security.Skip(2).Select(l => (l.Level, l.Name, l.Outcome)));
        Assert.All(app.Log.Security, l => Assert.Equal(($"{at.User}", $"{at.Session}"), (l.User, l.Session)));
    }

    [Fact]
    public async Task A_recovery_that_fails_names_the_account_where_its_password_was_proved()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var code = (await laptop.RecoveryCodesAsync())[0];
        using var phone = laptop.OtherDevice();
        await phone.RecoverAsync("0000-0000-0000-0000-0000-0000", "purple monkey dishwasher");
        await phone.RecoverAsync(code, "ann.lee.annlee");
        await phone.SignInAsync();
        await phone.SubmitAsync("/signin/recovery", "Sign in", ("Recovery code", "0000-0000-0000-0000-0000-0000"));

        var failed = app.Log.Security.Where(l => l.Name == "RecoveryFailed").Select(l => (l.Level, l.Outcome, l.User != "-"));
        Assert.Equal(
            [(LogLevel.Warning, "wrong-code", false), (LogLevel.Information, "password-refused", false), (LogLevel.Warning, "wrong-code", true)],
            failed);
    }

    [Fact]
    [Trait("abuse", "A04")]
    public async Task A_right_password_that_comes_too_often_says_whose_it_is()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:Prompts=1"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var user = (await app.SessionOfAsync(laptop)).User;
        using var one = laptop.OtherDevice();
        using var two = laptop.OtherDevice();
        await one.SignInAsync();
        await two.SignInAsync();

        var line = Assert.Single(app.Log.Security, l => l.Name == "TriesRefused");
        Assert.Equal((LogLevel.Warning, "asked-too-often", $"{user}"), (line.Level, line.Outcome, line.User));
    }

    [Fact]
    public async Task Ending_a_session_that_is_not_ones_own_or_with_an_old_proof_says_who_tried()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        using var phone = await ann.LetInAsync();
        var (thief, victim) = (await app.SessionOfAsync(bob), await app.SessionOfAsync(ann));
        await bob.DeleteSessionAsync($"{victim.Session}");
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await ann.DeleteSessionAsync($"{(await app.SessionOfAsync(phone)).Session}");
        await ann.SubmitAsync("/dashboard", "Sign out everywhere else");

        Assert.Equal(
            [
                (LogLevel.Warning, "SigningOutRefused", $"no-such-session {victim.Session}", $"{thief.Session}"),
                (LogLevel.Information, "ProofTooOld", "sign-out", $"{victim.Session}"),
                (LogLevel.Information, "ProofTooOld", "sign-out-everywhere-else", $"{victim.Session}"),
            ],
            app.Log.Security.Where(l => l.Name is "SigningOutRefused" or "ProofTooOld").Select(l => (l.Level, l.Name, l.Outcome, l.Session)));
    }

    [Fact]
    public async Task A_code_that_comes_too_late_or_for_somebody_elses_request_says_at_which_session_it_was_typed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app, userAgent: "curl/8");
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        using var anns = ann.OtherDevice();
        using var bobs = bob.OtherDevice();
        await anns.SignInAsync();
        await bobs.SignInAsync();
        var form = Visitor.FormOf((await bob.GetAsync("/dashboard")).Html, "Approve", ("6-digit code", await bobs.CodeAsync()));
        await bobs.SubmitAsync("/signin/approval", "Cancel");
        await bob.PostAsync("/dashboard", form);
        form.Fields["request"] = app.Log.Security.First(l => l.Name == "ApprovalRequested").Session;
        await bob.PostAsync("/dashboard", form);

        var at = await app.SessionOfAsync(bob);
        var refused = app.Log.Security.Where(l => l.Name == "CodeRefused").ToList();
        Assert.All(refused, l => Assert.Equal(
            (LogLevel.Warning, $"{at.User}", $"{at.Session}", "127.0.0.1", "curl"), (l.Level, l.User, l.Session, l.Address, l.Device)));
        Assert.Equal(2, refused.Count);
        Assert.EndsWith(form.Fields["request"], refused[1].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collecting_without_a_right_to_it_says_why_not()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var collect = Visitor.FormOf((await phone.GetAsync("/signin/approval")).Html, "Check again");
        await phone.PostAsync("", collect); // it still waits: nothing to write down
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await phone.PostAsync("", collect);
        phone.Cookies.Add(app.Address, new Cookie("waiting", "") { Expired = true });
        await phone.PostAsync("", collect);

        Assert.Equal(
            [(LogLevel.Warning, "nothing-waits"), (LogLevel.Warning, "no-cookie")],
            app.Log.Security.Where(l => l.Name == "CollectingRefused").Select(l => (l.Level, l.Outcome)));
    }
}
