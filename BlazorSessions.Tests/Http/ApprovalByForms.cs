using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>The whole approval by plain forms: what remains when no script runs and no socket opens.</summary>
public sealed class ApprovalByForms
{
    [Theory]
    [BothDatabases]
    [Trait("abuse", "A07")]
    public async Task The_code_typed_on_device_one_lets_device_two_in(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();

        Assert.Equal("/signin/approval", (await phone.SignInAsync()).Location);
        Assert.False(await phone.IsSignedInAsync());
        var code = await phone.CodeAsync();
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal(code, await phone.CodeAsync());
        Assert.Equal("/signin/approval", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);

        var asked = await laptop.GetAsync("/dashboard");
        Assert.Contains("New sign-in request", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, asked.Body, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));

        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.True(await phone.IsSignedInAsync());
        Assert.Null(phone.Cookie("waiting"));
        Assert.Empty(app.Log.Errors);
        Assert.DoesNotContain(app.Log.All, line => line.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("abuse", "A03")]
    public async Task A_wrong_code_is_told_with_the_tries_left_and_the_third_ends_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var wrong = SignInShortcuts.WrongCodeFor(await phone.CodeAsync());

        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", "12345"));
        Assert.DoesNotContain("That code is not right.", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        Assert.Contains("That code is not right. 2 tries left.", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        Assert.Contains("That code is not right. 1 try left.", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));

        Assert.Contains("Too many wrong codes.", (await phone.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.Contains("Too many wrong codes", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_end_is_told_to_the_waiting_device()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();

        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        Assert.Contains("The sign-in was denied.", await WaitingTextAsync(phone), StringComparison.Ordinal);

        await phone.SignInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("The code has expired.", await WaitingTextAsync(phone), StringComparison.Ordinal);

        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out");
        Assert.Contains("No device is left to approve.", await WaitingTextAsync(phone), StringComparison.Ordinal);

        Assert.Equal("/dashboard", (await phone.SignInAsync()).Location);
    }

    [Fact]
    public async Task An_approved_device_comes_in_also_when_the_one_that_approved_it_has_left()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        await laptop.SubmitAsync("/dashboard", "Sign out");

        Assert.Contains("Approved.", await WaitingTextAsync(phone), StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
    }

    [Fact]
    public async Task Cancel_ends_it_on_both_sides()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        Assert.Equal("/signin", (await phone.SubmitAsync("/signin/approval", "Cancel")).Location);

        Assert.Null(phone.Cookie("waiting"));
        Assert.DoesNotContain("New sign-in request", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        Assert.Contains("Cancelled", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_cancelled_is_looked_at_once_more_for_the_cookie_of_another_tab()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        Assert.DoesNotContain("again=1", (await phone.GetAsync("/signin/approval")).Body, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");

        Assert.Contains("content=\"1;url=/signin/approval?again=1\"", (await phone.GetAsync("/signin/approval")).Body, StringComparison.Ordinal);
        var lookedAgain = await phone.GetAsync("/signin/approval?again=1");

        Assert.Contains("The sign-in was cancelled.", lookedAgain.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("again=1", lookedAgain.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_device_is_told_how_many_are_active()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        await phone.SubmitAsync("/signin/approval", "Check again");
        using var tablet = laptop.OtherDevice();

        var answer = await tablet.SignInAsync();

        Assert.Contains("Already 2 sessions active", answer.Text, StringComparison.Ordinal);
        Assert.False(await tablet.IsSignedInAsync());
        Assert.Contains("Refused", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("abuse", "A05")]
    [Trait("abuse", "A06")]
    [Trait("abuse", "A27")]
    public async Task The_code_of_one_user_is_a_wrong_code_for_another()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        using var annsPhone = ann.OtherDevice();
        await annsPhone.SignInAsync();
        using var bobsPhone = bob.OtherDevice();
        await bobsPhone.SignInAsync();
        var annsForm = Visitor.FormOf((await ann.GetAsync("/dashboard")).Html, "Approve");
        var bobsForm = Visitor.FormOf((await bob.GetAsync("/dashboard")).Html, "Approve", ("6-digit code", await annsPhone.CodeAsync()));

        await bob.PostAsync("/dashboard", bobsForm);
        bobsForm.Fields["request"] = annsForm.Fields["request"];
        await bob.PostAsync("/dashboard", bobsForm);

        Assert.Contains("2 tries left", (await bob.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tries left", (await ann.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", (await annsPhone.SubmitAsync("/signin/approval", "Check again")).Location);
    }

    private static async Task<string> WaitingTextAsync(Visitor device) => (await device.GetAsync("/signin/approval")).Text;
}
