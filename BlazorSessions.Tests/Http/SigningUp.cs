using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SigningUp
{
    [Theory]
    [BothDatabases]
    public async Task Ends_signed_in_on_the_dashboard(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);

        var answer = await ann.SignUpAsync();

        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (answer.Status, answer.Location));
        var dashboard = await ann.GetAsync("/dashboard");
        Assert.Contains("Your sessions", dashboard.Text, StringComparison.Ordinal);
        Assert.Contains("This device", dashboard.Text, StringComparison.Ordinal);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Says_beside_each_field_what_is_wrong_and_keeps_what_was_typed_but_the_password()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var page = (await ann.SubmitAsync(
            "/signup", "Create account",
            ("First name", "Ann"), ("Last name", ""), ("Email", "nonsense"), ("Password", "seven77"), ("Confirm password", "seven77"))).Html;

        Assert.Equal("Enter your last name.", page.ErrorBeside("Last name"));
        Assert.Equal("Enter an email address, such as ann@example.org.", page.ErrorBeside("Email"));
        Assert.StartsWith("Use at least 8 characters.", page.ErrorBeside("Password"), StringComparison.Ordinal);
        Assert.Null(page.ErrorBeside("First name"));
        Assert.Equal(("Ann", "nonsense", ""), (ValueOf(page, "First name"), ValueOf(page, "Email"), ValueOf(page, "Password")));
    }

    [Fact]
    public async Task Wants_the_same_password_twice()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var page = (await ann.SubmitAsync(
            "/signup", "Create account",
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", ann.Email), ("Password", Visitor.Password), ("Confirm password", "another one"))).Html;

        Assert.StartsWith("The two passwords are not the same.", page.ErrorBeside("Confirm password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_that_an_address_is_taken_however_it_is_spelled()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app, "ann@example.org");
        await ann.SignUpAsync();
        using var other = new Visitor(app, "  ANN@Example.org ");

        var answer = await other.SignUpAsync();

        Assert.StartsWith("This email address already has an account.", answer.Html.ErrorBeside("Email"), StringComparison.Ordinal);
        Assert.Null(other.Cookie("session"));
    }

    [Fact]
    [Trait("abuse", "A28")]
    public async Task Ignores_fields_that_it_does_not_ask_for()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var form = Visitor.FormOf(
            (await ann.GetAsync("/signup")).Html, "Create account",
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", ann.Email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));
        form.Fields["Form.Id"] = Guid.Empty.ToString();
        form.Fields["Form.PasswordHash"] = "x";
        form.Fields["Form.CreatedAt"] = "2000-01-01";

        Assert.Equal("/dashboard", (await ann.PostAsync("/signup", form)).Location);
    }

    private static string ValueOf(AngleSharp.Html.Dom.IHtmlDocument page, string label) => page.LabelledBy(label).Value;
}
