using System.Security.Cryptography;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What the form says of a password, and that one is taken just as it was typed.</summary>
[Trait("abuse", "A36")]
public sealed class NewPasswords
{
    [Theory]
    [InlineData("Password1!", "This is too much like passwords and words that everybody tries first.")]
    [InlineData("quixote2026", "This is easy to guess from your name, your email address or the name of this site.")]
    [InlineData("abcdefgh", "This follows a pattern that is soon guessed.")]
    public async Task The_form_says_the_reason_beside_the_field_and_makes_no_account(string password, string reason)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var answer = await SignUpAsync(ann, password);

        Assert.StartsWith(reason, answer.Html.ErrorBeside("Password"), StringComparison.Ordinal);
        Assert.Null(ann.Cookie("session"));
        Assert.Contains("Email or password is incorrect.", (await ann.SignInAsync(password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_and_fifty_six_characters_are_taken_and_one_more_is_refused_and_not_cut()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        Assert.Equal("This is longer than 256 characters. Take fewer.", (await SignUpAsync(ann, Letters(257))).Html.ErrorBeside("Password"));
        Assert.Equal("/dashboard", (await SignUpAsync(ann, Letters(256))).Location);

        Assert.False(await OpensAsync(ann, Letters(257)));
        Assert.False(await OpensAsync(ann, Letters(255)));
        Assert.True(await OpensAsync(ann, Letters(256)));
    }

    [Fact]
    public async Task Every_character_of_a_long_one_counts()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await SignUpAsync(ann, Letters(200));

        Assert.False(await OpensAsync(ann, Letters(199)));
        Assert.False(await OpensAsync(ann, Letters(199) + "!"));
        Assert.True(await OpensAsync(ann, Letters(200)));
    }

    [Fact]
    public async Task Spaces_at_its_ends_and_capitals_belong_to_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await SignUpAsync(ann, "  Tea kettle moon ");

        Assert.False(await OpensAsync(ann, "Tea kettle moon"));
        Assert.False(await OpensAsync(ann, "  tea kettle moon "));
        Assert.True(await OpensAsync(ann, "  Tea kettle moon "));
    }

    [Theory]
    [InlineData("zelen\u00e1 lampa rybn\u00edk", "zelena\u0301 lampa rybni\u0301k")]
    [InlineData("zelena\u0301 lampa rybni\u0301k", "zelen\u00e1 lampa rybn\u00edk")]
    public async Task A_letter_and_its_accent_are_the_same_in_one_piece_or_in_two(string chosen, string typed)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await SignUpAsync(ann, chosen);

        Assert.True(await OpensAsync(ann, typed));
    }

    [Fact]
    public async Task Nothing_on_any_page_keeps_a_password_from_being_pasted_filled_in_or_as_long_as_it_may_be()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var pages = new List<Answer> { await ann.GetAsync("/signin"), await ann.GetAsync("/signup"), await ann.GetAsync("/signin/recovery") };
        await ann.SignUpAsync();
        pages.AddRange([await ann.GetAsync("/account"), await ann.GetAsync("/account?delete=true"), await ann.GetAsync("/dashboard?confirm=sign-out-everywhere-else")]);

        var fields = pages.SelectMany(page => page.Html.QuerySelectorAll("input[type=password]")).ToList();

        Assert.True(fields.Count > 8);
        Assert.All(fields, field =>
        {
            Assert.Contains(field.GetAttribute("autocomplete"), (string[])["current-password", "new-password"]);
            Assert.DoesNotContain(field.Attributes, attribute => attribute.Name is "maxlength" or "pattern" or "readonly" || attribute.Name.StartsWith("on", StringComparison.Ordinal));
        });
    }

    // The same each time, and no pattern.
    private static string Letters(int count) =>
        string.Concat(Enumerable.Range(0, 5).Select(i => Convert.ToHexStringLower(SHA256.HashData([(byte)i]))))[..count];

    private static Task<Answer> SignUpAsync(Visitor visitor, string password) => visitor.SubmitAsync(
        "/signup", "Create account",
        ("First name", "Ann"), ("Last name", "Quixote"), ("Email", visitor.Email), ("Password", password), ("Confirm password", password));

    // Either in, or to where one waits for the other device: both want the right password.
    private static async Task<bool> OpensAsync(Visitor visitor, string password)
    {
        using var other = visitor.OtherDevice();
        return (await other.SignInAsync(password)).Location == "/signin/approval";
    }
}
