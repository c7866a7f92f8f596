using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What an address without an account is answered, beside one that has one: the same, for the same work.</summary>
[Trait("abuse", "A14")]
public sealed class WhoHasAnAccount
{
    private const string NewPassword = "purple monkey dishwasher";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_wrong_password_and_a_wrong_code_cost_the_same_statements_and_say_the_same_bytes(DatabaseProvider provider)
    {
        var statements = new Statements();
        await using var app = await TestApp.StartAsync(provider, replace: services =>
        {
            statements.AddTo(services);
            services.RemoveRounds();
        });
        using var owner = new Visitor(app, "ann.owner@example.org");
        await owner.SignUpAsync();
        using var thief = owner.OtherDevice();
        using var stranger = new Visitor(app, "nobody.yet@example.org");

        foreach (var tryAsync in new Func<Visitor, Task<Answer>>[]
        {
            visitor => visitor.SignInAsync("not the password"),
            visitor => visitor.RecoverAsync("0123-4567-89AB-CDEF-GHJK-MNPQ", NewPassword),
            visitor => visitor.RecoverAsync("nonsense", NewPassword),
        })
        {
            Answer known = null!, unknown = null!;
            await tryAsync(thief); // the first of each kind also compiles and warms
            await tryAsync(stranger);
            var withAccount = (await statements.DuringAsync(async () => known = await tryAsync(thief))).Select(s => s.Text).Where(IsAsked).ToList();
            var without = (await statements.DuringAsync(async () => unknown = await tryAsync(stranger))).Select(s => s.Text).Where(IsAsked).ToList();

            Assert.NotEmpty(withAccount);
            Assert.Equal(withAccount, without);
            Assert.Equal(known.Status, unknown.Status);
            Assert.Equal(Normalised(known, thief), Normalised(unknown, stranger));
            Assert.Equal(HeadersOf(known), HeadersOf(unknown));
        }
    }

    // That the hash is computed. How alike the times are is for the report to measure.
    [Fact]
    public async Task An_address_without_an_account_waits_for_a_hash_as_well()
    {
        using var argon2 = new HeldArgon2();
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: argon2.AddTo);
        using var stranger = new Visitor(app);
        var form = Visitor.FormOf((await stranger.GetAsync("/signin")).Html, "Sign in", ("Email", stranger.Email), ("Password", "not the password"));
        argon2.Hold();

        var answer = stranger.PostAsync("/signin", form);
        await argon2.BegunAsync(Ct);
        Assert.False(answer.IsCompleted);
        argon2.LetGo();

        Assert.Contains("Email or password is incorrect.", (await answer).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_up_tells_that_an_address_is_taken_to_nobody_whose_form_could_not_be_taken_anyway()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var owner = new Visitor(app, "ann.owner@example.org");
        await owner.SignUpAsync();
        using var other = new Visitor(app, "nobody.yet@example.org");

        foreach (var (password, again) in new[] { ("short", "short"), ("password1", "password1"), (Visitor.Password, "another one") })
        {
            var taken = await SignUpAsync(owner.OtherDevice(), password, again);
            var free = await SignUpAsync(other, password, again);

            Assert.Null(taken.Html.ErrorBeside("Email"));
            Assert.Equal(Normalised(taken, owner), Normalised(free, other));
        }
    }

    private static Task<Answer> SignUpAsync(Visitor visitor, string password, string again) => visitor.SubmitAsync(
        "/signup", "Create account",
        ("First name", "Ann"), ("Last name", "Lee"), ("Email", visitor.Email), ("Password", password), ("Confirm password", again));

    // On SQLite the server looks twice a second whether somebody else has written.
    private static bool IsAsked(string statement) => !statement.Contains("change_counter", StringComparison.Ordinal);

    private static IEnumerable<string> HeadersOf(Answer answer) =>
        answer.Response.Headers.Select(header => header.Key).Order(StringComparer.Ordinal);

    // Antiforgery tokens, the nonces of scripts and what was typed differ; nothing else may.
    private static string Normalised(Answer answer, Visitor visitor)
    {
        var page = answer.Html;
        page.QuerySelector("input[name=__RequestVerificationToken]")!.SetAttribute("value", "");
        foreach (var script in page.Scripts)
        {
            script.SetAttribute("nonce", "");
        }

        return page.DocumentElement.OuterHtml.Replace(visitor.Email, "", StringComparison.Ordinal);
    }
}
