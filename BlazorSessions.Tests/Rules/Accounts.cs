using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Tests.Rules;

public sealed class Accounts
{
    [Theory]
    [InlineData("ann@example.org", "ann@example.org")]
    [InlineData("  Ann@Example.ORG\t", "ann@example.org")]
    [InlineData("ann+tag@sub.example.org", "ann+tag@sub.example.org")]
    [InlineData("o'brien@example.org", "o'brien@example.org")]
    [InlineData("ünï@exämple.org", "ünï@exämple.org")]
    [InlineData("ann@localhost", "ann@localhost")]
    public void An_address_is_trimmed_and_compared_without_case(string typed, string normalised) =>
        Assert.Equal(normalised, EmailAddress.Parse(typed)?.Value);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("ann")]
    [InlineData("@example.org")]
    [InlineData("ann@")]
    [InlineData("a@b@c")]
    [InlineData("ann@.org")]
    [InlineData("ann@example.")]
    [InlineData("an n@example.org")]
    [InlineData("ann@example.org\0")]
    [InlineData("ann\u202e@example.org")]
    [InlineData("<ann@example.org>")]
    [Trait("abuse", "A20")]
    public void What_cannot_be_an_address_is_refused(string? typed) => Assert.Null(EmailAddress.Parse(typed));

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        Assert.NotNull(EmailAddress.Parse(new string('a', 242) + "@example.org"));
        Assert.Null(EmailAddress.Parse(new string('a', 243) + "@example.org"));
    }

    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData(" Anne-Marie O’Neill ", "Anne-Marie O’Neill")]
    [InlineData("李", "李")]
    [InlineData("علی\u200cرضا", "علی\u200cرضا")]
    [InlineData("<b>Bob</b>", "<b>Bob</b>")]
    public void Any_letters_make_a_name(string typed, string name) => Assert.Equal(name, PersonName.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u202eb")]
    [Trait("abuse", "A20")]
    public void Control_characters_and_nothing_make_no_name(string typed) => Assert.Null(PersonName.Parse(typed));

    [Fact]
    [Trait("abuse", "A20")]
    public void Half_a_character_makes_no_name() => Assert.Null(PersonName.Parse("ann\ud83d"));

    [Fact]
    public void A_name_and_an_address_are_measured_in_the_form_in_which_they_are_stored()
    {
        var grows = "\u0958"; // two letters in composed form

        Assert.Null(PersonName.Parse(string.Concat(Enumerable.Repeat(grows, 100))));
        Assert.Equal(100, PersonName.Parse(string.Concat(Enumerable.Repeat(grows, 50)))!.Length);
        Assert.Null(EmailAddress.Parse(string.Concat(Enumerable.Repeat(grows, 200)) + "@example.org"));
    }

    [Fact]
    [Trait("abuse", "A20")]
    public void A_name_has_at_most_100_letters()
    {
        Assert.NotNull(PersonName.Parse(new string('x', 100)));
        Assert.Null(PersonName.Parse(new string('x', 101)));
    }

    [Fact]
    [Trait("abuse", "A36")]
    public void A_password_has_8_to_256_characters_counted_as_a_person_counts()
    {
        Assert.Equal(PasswordFlaw.TooShort, Check(null));
        Assert.Equal(PasswordFlaw.TooShort, Check("1234567"));
        Assert.Equal(PasswordFlaw.None, Check("12345678"));
        Assert.Equal(PasswordFlaw.TooShort, Check("😀😀😀😀"));
        Assert.Equal(PasswordFlaw.None, Check(string.Concat(Enumerable.Repeat("😀", 256))));
        Assert.Equal(PasswordFlaw.TooLong, Check(new string('x', 257)));
    }

    [Fact]
    [Trait("abuse", "A36")]
    public void A_password_that_is_soon_guessed_is_refused_and_one_of_another_length_is_not_even_looked_at()
    {
        Assert.Equal(PasswordFlaw.Guessable, PasswordRules.Check("12345678", _ => PasswordStrength.Weak));
        Assert.Equal(PasswordFlaw.None, PasswordRules.Check("12345678", _ => PasswordStrength.Fair));
        Assert.Equal(PasswordFlaw.TooShort, PasswordRules.Check("1234567", _ => throw new InvalidOperationException()));
        Assert.Equal(PasswordFlaw.TooLong, PasswordRules.Check(new string('x', 257), _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void The_same_letters_are_the_same_password_on_every_keyboard() =>
        Assert.Equal(PasswordRules.Normalise("pa\u00dfw\u00f6rter"), PasswordRules.Normalise("pa\u00dfwo\u0308rter"));

    [Fact]
    [Trait("abuse", "A17")]
    public void What_no_account_can_have_as_password_is_not_hashed()
    {
        Assert.Null(PasswordRules.Normalise(null));
        Assert.Null(PasswordRules.Normalise(""));
        Assert.Null(PasswordRules.Normalise("\ud83dxxxxxxxx"));
        Assert.Null(PasswordRules.Normalise("xxxxxxxx\ufffe"));
        Assert.Equal(PasswordFlaw.NotText, Check("xxxxxxxx\ufffe"));
        Assert.Null(PasswordRules.Normalise(new string('x', 1_000_000)));
    }

    private static PasswordFlaw Check(string? password) => PasswordRules.Check(password, _ => PasswordStrength.Strong);
}
