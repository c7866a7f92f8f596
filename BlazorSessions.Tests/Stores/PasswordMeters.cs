using System.Security.Cryptography;
using BlazorSessions.App.Features;
using BlazorSessions.App.Security;

namespace BlazorSessions.Tests.Stores;

/// <summary>What is refused as a password for being soon guessed, with which reason, and what is not.</summary>
[Trait("abuse", "A36")]
public sealed class PasswordMeters
{
    private const string Common = "NewPassword.Common";
    private const string Own = "NewPassword.OwnWords";
    private const string Pattern = "NewPassword.Pattern";

    private static readonly PasswordMeter Meter = new(); // reads its lists of words once

    public static TheoryData<string> Accepted =>
    [
        "correct horse battery",
        "oak leaf ink",
        "kx7Qp2mZ9w",
        "3f9!kLqz7#",
        "zelená lampa rybník",
        "корова мебель туман",
        "床前明月光疑是地上霜",
        "شجرة قمر كتاب نهر",
        "🐙🌵🎻🚲🍋🧊🪁🧦",
        "tea\tkettle\u00a0moon",
        Convert.ToHexStringLower(SHA512.HashData("one"u8)) + Convert.ToHexStringLower(SHA512.HashData("two"u8)),
        string.Concat(Enumerable.Range(0, 256).Select(i => char.ConvertFromUtf32(0x1F300 + (i * 37 % 256)))),
    ];

    [Theory]
    [InlineData("password", Common)]
    [InlineData("Password1!", Common)]
    [InlineData("P@ssw0rd", Common)]
    [InlineData("drowssap", Common)]
    [InlineData("pass word", Common)]
    [InlineData("12345678", Common)]
    [InlineData("0123456789", Common)]
    [InlineData("qwertyuiop", Common)]
    [InlineData("!QAZ2wsx", Common)]
    [InlineData("trustno1", Common)]
    [InlineData("iloveyou2", Common)]
    [InlineData("letmein!", Common)]
    [InlineData("jennifer1", Common)]
    [InlineData("Summer2024!", Common)]
    [InlineData("aaaaaaaa", Pattern)]
    [InlineData("        ", Pattern)]
    [InlineData("яяяяяяяя", Pattern)]
    [InlineData("😀😀😀😀😀😀😀😀", Pattern)]
    [InlineData("abcdefgh", Pattern)]
    [InlineData("9876543210", Pattern)]
    [InlineData("19841984", Pattern)]
    [InlineData("19/8/1984", Pattern)]
    [InlineData("blazorsessions1", Own)]
    [InlineData("BlazorSessions", Own)]
    [InlineData("bl@zorsess1ons", Own)]
    [InlineData("snoissesrozalb", Own)]
    [InlineData("björknes1", Own)]
    [InlineData("Bjo\u0308rknes1", Own)]
    [InlineData("senkröjb7", Own)]
    [InlineData("Quixote2026", Own)]
    [InlineData("qu1x0te!", Own)]
    [InlineData("Björknes Quixote", Own)]
    [InlineData("lighthouse1984", Own)]
    [InlineData("zq.lighthouse12", Own)]
    [InlineData("zq.lighthouse@example.org", Own)]
    public void What_is_soon_guessed_is_refused_with_the_reason(string password, string reason) =>
        Assert.Equal(reason, RefusalOf(password));

    [Fact]
    public void What_is_soon_guessed_stays_so_however_often_it_is_repeated()
    {
        Assert.Equal(Pattern, RefusalOf(new string('a', 256)));
        Assert.Equal(Common, RefusalOf(string.Concat(Enumerable.Repeat("12345678", 32))));
        Assert.Equal(Common, RefusalOf(string.Concat(Enumerable.Repeat("password", 32))));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Unrelated_words_and_chance_are_accepted_in_any_script_and_length(string password) => Assert.Null(RefusalOf(password));

    [Fact]
    public void A_long_word_of_ones_own_with_digits_for_letters_is_known_too() =>
        Assert.Equal(Own, NewPassword.Refusal(Meter, string.Concat(Enumerable.Repeat("4a", 16)), [new string('a', 32)])?.Key);

    [Fact]
    public void What_is_too_long_for_a_name_or_an_address_is_not_taken_apart()
    {
        var dots = new string('.', 4_000_000);

        Assert.Empty(NewPassword.OwnWords(dots, dots, dots));
    }

    // The name is typed in two pieces, a letter and its dots.
    private static string? RefusalOf(string password) =>
        NewPassword.Refusal(Meter, password, NewPassword.OwnWords("Bjo\u0308rknes", "Quixote", "zq.lighthouse@example.org"))?.Key;
}
