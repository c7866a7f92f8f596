using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Http;

/// <summary>What is decided and committed is one line each of the security log, with whom it concerns.</summary>
[Trait("abuse", "A21")]
public sealed class SecurityLines
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_up_and_its_first_sign_in_are_a_line_each()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app, userAgent: "curl/8");
        await laptop.SignUpAsync();
        var at = await app.SessionOfAsync(laptop);

        Assert.Equal(
            [
                new(LogLevel.Information, "AccountCreated", "done", $"{at.User}", $"{at.Session}", "127.0.0.1", "curl", "-"),
                new(LogLevel.Information, "SignInOpened", "known-device", $"{at.User}", $"{at.Session}", "127.0.0.1", "curl", "-"),
            ],
            app.Log.Security.OrderBy(l => l.Name));
    }

    [Fact]
    public async Task The_second_device_and_the_third_are_told_of_from_the_asking_on_and_by_whom_each_was_decided()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app, userAgent: "curl/8");
        await laptop.SignUpAsync();
        var first = await app.SessionOfAsync(laptop);
        using var phone = laptop.OtherDevice(userAgent: "wget/1.21");
        await phone.SignInAsync();
        var code = await phone.CodeAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", SignInShortcuts.WrongCodeFor(code)));
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));
        await phone.SubmitAsync("/signin/approval", "Check again");
        var second = await app.SessionOfAsync(phone);
        using var tablet = laptop.OtherDevice();
        await tablet.SignInAsync();

        var lines = app.Log.Security.Skip(2).ToList();

        Assert.Equal(
            [
                Line(LogLevel.Information, "ApprovalRequested", "new-device", "-"),
                Line(LogLevel.Warning, "CodeRejected", "wrong-code", $"{first.Session}"),
                Line(LogLevel.Information, "ApprovalGranted", "done", $"{first.Session}"),
                Line(LogLevel.Information, "SignInOpened", "new-device", $"{first.Session}"),
            ],
            lines[..^1]);
        Assert.Equal((LogLevel.Warning, "SignInRefused", "limit", $"{first.User}"), (lines[^1].Level, lines[^1].Name, lines[^1].Outcome, lines[^1].User));

        SecurityLine Line(LogLevel level, string name, string outcome, string by) =>
            new(level, name, outcome, $"{first.User}", $"{second.Session}", "127.0.0.1", "Wget", by);
    }

    [Fact]
    [Trait("abuse", "A04")]
    public async Task This_wasnt_me_is_a_warning_for_each_sign_in_that_it_ends()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var thief = laptop.OtherDevice();
        using var another = laptop.OtherDevice();
        await thief.SignInAsync();
        await another.SignInAsync();

        await laptop.SubmitAsync("/dashboard", "This wasn't me");

        var by = await app.SessionOfAsync(laptop);
        var denied = app.Log.Security.Where(l => l.Name == "SignInDenied").ToList();
        Assert.Equal(2, denied.Select(l => l.Session).Distinct().Count());
        Assert.All(denied, l => Assert.Equal((LogLevel.Warning, "not-theirs", $"{by.User}", $"{by.Session}"), (l.Level, l.Outcome, l.User, l.By)));
    }

    [Fact]
    public async Task Too_many_wrong_codes_and_a_waiting_device_that_gives_up_end_a_sign_in_and_no_session()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var wrong = SignInShortcuts.WrongCodeFor(await phone.CodeAsync());
        for (var i = 0; i < 3; i++)
        {
            await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        }

        await phone.SignInAsync();
        await phone.SubmitAsync("/signin/approval", "Cancel");

        Assert.Equal(3, app.Log.Security.Count(l => l.Name == "CodeRejected"));
        Assert.Equal(
            [("SignInEnded", "too-many-codes", LogLevel.Warning), ("SignInEnded", "cancelled", LogLevel.Information)],
            app.Log.Security.Where(l => l.Name is "SignInEnded" or "SessionEnded").Select(l => (l.Name, l.Outcome, l.Level)));
    }

    [Fact]
    public async Task An_end_says_why_and_by_whom_also_when_time_ended_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var first = await app.SessionOfAsync(laptop);
        using var phone = await laptop.LetInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        await phone.SignInAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Get<Housekeeping>().TidyAsync(Ct);
        await laptop.SignInAsync();
        laptop.ForgetSession();
        await laptop.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out");

        Assert.Equal(
            [
                ("SessionEnded", "signed-out-elsewhere", $"{first.Session}"),
                ("SignInEnded", "code-expired", "-"),
                ("SessionEnded", "idle", "-"),
                ("SessionEnded", "replaced", "-"),
                ("SessionEnded", "signed-out", "-"),
            ],
            app.Log.Security.Where(l => l.Name.EndsWith("Ended", StringComparison.Ordinal)).Select(l => (l.Name, l.Outcome, l.By)));
        Assert.Equal($"{first.Session}", app.Log.Security.Single(l => l is { Name: "SessionEnded", Outcome: "idle" }).Session);
    }

    [Fact]
    public async Task What_is_changed_of_an_account_is_a_line_with_the_session_at_which_it_was()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // only a device that came later can be forgotten
        using var phone = await laptop.LetInAsync();
        var at = await app.SessionOfAsync(laptop);
        await laptop.SubmitAsync("/account", "Forget");
        await laptop.SubmitAsync("/account", "New recovery codes");
        await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher"));

        Assert.Equal(
            [("DeviceForgotten", $"{at.Session}"), ("CodesReplaced", $"{at.Session}"), ("PasswordChanged", $"{at.Session}")],
            app.Log.Security.Where(l => l.Outcome == "done" && l.Name is not ("AccountCreated" or "ApprovalGranted")).Select(l => (l.Name, l.Session)));
        Assert.Equal($"{at.Session}", app.Log.Security.Single(l => l.Outcome == "password-changed").By);

        using var tablet = laptop.OtherDevice();
        await tablet.RecoverAsync(codes[0], "seven quiet lanterns");
        var recovered = await app.SessionOfAsync(tablet);
        Assert.Equal(
            ["SignInOpened", "RecoveryCodeUsed", "PasswordChanged"],
            app.Log.Security.Where(l => l.Session == $"{recovered.Session}").Select(l => l.Name));
    }

    [Fact]
    public async Task A_deletion_is_told_of_when_it_is_asked_for_called_off_and_carried_out()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var user = (await app.SessionOfAsync(laptop)).User;
        await DeleteAsync();
        await laptop.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Keep account");
        await DeleteAsync();
        app.Clock.Advance(KnownDevice.NewFor);
        await app.Get<Housekeeping>().TidyAsync(Ct);

        Assert.Equal(
            ["DeletionRequested", "account-deleted", "DeletionCancelled", "DeletionRequested", "account-deleted", "AccountErased"],
            app.Log.Security.Skip(2).Where(l => l.Name != "SignInOpened").Select(l => l.Name == "SessionEnded" ? l.Outcome : l.Name));
        Assert.All(app.Log.Security, l => Assert.Equal($"{user}", l.User));

        async Task DeleteAsync() => await laptop.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
    }
}
