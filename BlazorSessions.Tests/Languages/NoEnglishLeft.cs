using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Languages;

/// <summary>Every page in every state, read by somebody who reads no English.</summary>
public sealed class NoEnglishLeft
{
    private const string NewPassword = "purple monkey dishwasher";

    private readonly HashSet<string> notes = [];

    [Fact]
    public async Task Before_one_is_signed_in()
    {
        await using var app = await StartAsync();
        var ann = Visit(app);
        await ann.SignUpAsync();
        var stranger = Visit(app);

        await stranger.OpenAsync("/nowhere");
        await stranger.SubmitAsync("/signin", "Sign in");
        await stranger.SignInAsync();
        await stranger.SubmitAsync("/signup", "Create account");
        foreach (var (name, email, password, again) in new[]
        {
            ("Ann\u0007", "nonsense", "short", ""),
            ("Ann", ann.Device.Email, new string('x', 257), ""),
            ("Ann", ann.Device.Email, "a broken half \uFFFE", ""),
            ("Ann", ann.Device.Email, "Password1!", ""),
            ("Ann", ann.Device.Email, "blazorsessions1", ""),
            ("Ann", ann.Device.Email, "abcdefgh", ""),
            ("Ann", ann.Device.Email, NewPassword, "another one"),
            ("Ann", ann.Device.Email, NewPassword, NewPassword),
        })
        {
            await stranger.SubmitAsync(
                "/signup", "Create account",
                ("First name", name), ("Last name", "Lee"), ("Email", email), ("Password", password), ("Confirm password", again));
        }

        await stranger.SubmitAsync("/signin/recovery", "Sign in");
        await RecoverAsync(stranger, "nonsense");
        var link = await app.ResetLinkAsync(ann.Device);
        await stranger.OpenAsync(link);
        await stranger.SubmitAsync(link, "Set password", ("New password", NewPassword), ("Confirm new password", "another one"));
        await stranger.SubmitAsync(link, "Set password", ("New password", NewPassword), ("Confirm new password", NewPassword));
        await stranger.OpenAsync("/signin");
        await stranger.OpenAsync(link);
        await ann.OpenAsync("/account"); // is told of it
        await app.ResetLinkAsync(ann.Device);
        await ann.OpenAsync("/account");
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));
    }

    [Fact]
    public async Task On_the_account_page()
    {
        await using var app = await StartAsync();
        var ann = Visit(app);
        await ann.SignUpAsync();
        await ann.SubmitAsync("/account", "New recovery codes");
        await ann.SubmitAsync("/account", "Save name", ("First name", ""), ("Last name", ""));
        await ann.SubmitAsync("/account", "Save name", ("First name", "Ann"), ("Last name", "Lee"));
        await ann.SubmitAsync("/account", "Change password");
        await ChangePasswordAsync(ann, "not my password", NewPassword);
        await ChangePasswordAsync(ann, Visitor.Password, NewPassword);
        foreach (var act in new[] { "sign-out", "sign-out-everywhere-else", "new-recovery-codes", "forget-device" })
        {
            await ann.OpenAsync($"/account?confirm={act}&id=x&wrong=true");
        }

        var session = (await ann.OpenAsync("/dashboard")).Html.QuerySelector("button[name=details]")!.GetAttribute("value");
        foreach (var question in new[] { "q=Chrome", "q=netscape", "status=refused", "status=active", $"details={session}" })
        {
            await ann.OpenAsync($"/dashboard?{question}");
        }

        await ann.SubmitAsync("/account?delete=true", "Delete for good", ("Password", "not my password"));
        await ann.SubmitAsync("/account?delete=true", "Delete for good", ("Password", NewPassword));
        await ann.SignInAsync(NewPassword);
        await ann.OpenAsync("/account");
        await ann.SubmitAsync("/dashboard", "Keep account");
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));
    }

    [Fact]
    public async Task While_another_device_asks_and_after_every_end_of_that()
    {
        await using var app = await StartAsync();
        var laptop = Visit(app);
        await laptop.SignUpAsync();
        var phone = laptop.OtherDevice();

        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", "12345"));
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await phone.OpenAsync("/signin/approval");

        await phone.SignInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await BothAsync();

        var wrong = SignInShortcuts.WrongCodeFor(Reader.CodeOn(await phone.SignInAsync()));
        for (var tries = 0; tries < 3; tries++)
        {
            await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        }

        await phone.OpenAsync("/signin/approval");
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        await BothAsync();
        await phone.SignInAsync();
        await phone.SubmitAsync("/signin/approval", "Cancel");

        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", Reader.CodeOn(await phone.SignInAsync())));
        await BothAsync();
        await phone.SubmitAsync("/signin/approval", "Check again");
        await laptop.OtherDevice(userAgent: null).SignInAsync(); // the limit
        await BothAsync();
        await laptop.OpenAsync("/account");

        await phone.SubmitAsync("/dashboard", "Sign out");
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out");
        await phone.OpenAsync("/signin/approval"); // nobody is left
        await laptop.SignInAsync();
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));

        async Task BothAsync()
        {
            await laptop.OpenAsync("/dashboard");
            await phone.OpenAsync("/signin/approval");
        }
    }

    [Fact]
    public async Task When_one_was_signed_out_and_comes_back()
    {
        await using var app = await StartAsync();
        var laptop = Visit(app);
        var codes = (await laptop.SignUpAsync()).Html.QuerySelectorAll("ol code").Select(code => code.TextContent).ToList();
        var phone = await laptop.LetInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        await phone.OpenAsync("/dashboard");

        app.Clock.Advance(TimeSpan.FromHours(1));
        await laptop.OpenAsync("/dashboard");
        await laptop.SignInAsync();
        phone = await laptop.LetInAsync();
        await ChangePasswordAsync(laptop, Visitor.Password, NewPassword);
        await phone.OpenAsync("/dashboard");

        await RecoverAsync(phone, codes[0]);
        await laptop.OpenAsync("/dashboard");
        await laptop.OpenAsync("/signin");
        app.Clock.Advance(KnownDevice.NewFor);
        await phone.SignInAsync(NewPassword);
        await phone.SubmitAsync("/account?delete=true", "Delete for good", ("Password", NewPassword));
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));
    }

    [Fact]
    public async Task On_pages_that_tell_of_a_failure()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place, replace: Pseudo.Speak);
        var ann = Visit(app);
        await ann.SignUpAsync();
        notes.UnionWith(Reader.EnglishOn((await ann.Device.PostAsync("/signin", ("", []))).Html)); // out of date

        await place.DropDatabaseAsync();

        await ann.OpenAsync("/dashboard");
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));
    }

    [Fact]
    public async Task Where_somebody_comes_too_often()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:SignIns=13"], Pseudo.Speak);
        var ann = Visit(app);
        await ann.SignUpAsync();
        var thief = ann.OtherDevice();
        await thief.SignInAsync();
        await ann.SubmitAsync("/dashboard", "This wasn't me");
        await thief.SignInAsync(); // asked too often
        for (var i = 0; i < 12; i++)
        {
            await thief.SignInAsync("wrong password"); // too many wrong ones, and then too many of all
            await thief.SubmitAsync("/signin/recovery", "Sign in", ("Recovery code", "nonsense"));
            await ChangePasswordAsync(ann, "wrong password", NewPassword);
        }

        await ann.SubmitAsync("/account?confirm=new-recovery-codes", "Confirm", ("Password", NewPassword));
        await ann.OpenAsync("/dashboard");
        Assert.True(notes.Count == 0, string.Join(Environment.NewLine, notes));
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits], replace: services =>
    {
        services.RemoveRounds();
        Pseudo.Speak(services);
    });

    private Reader Visit(TestApp app) => new(new Visitor(app, userAgent: Reader.UserAgent), notes);

    private static Task<Answer> ChangePasswordAsync(Reader reader, string current, string wanted) => reader.SubmitAsync(
        "/account", "Change password", ("Current password", current), ("New password", wanted), ("Confirm new password", wanted));

    private static Task<Answer> RecoverAsync(Reader reader, string code) => reader.SubmitAsync(
        "/signin/recovery", "Sign in",
        ("Email", reader.Device.Email), ("Recovery code", code), ("New password", NewPassword), ("Confirm new password", NewPassword));
}
