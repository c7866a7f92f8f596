using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Tests.Rules;

public sealed class RecoveryCodeTexts
{
    [Fact]
    public void A_code_is_24_characters_of_an_alphabet_of_32_in_groups_of_four()
    {
        var code = RecoveryCode.Issue().Reveal();

        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.True(24 * Math.Log2(32) >= 112); // ASVS 6.5.2
    }

    [Fact]
    public void Every_character_comes_up_at_every_place_and_no_code_twice()
    {
        List<string> codes = [.. Enumerable.Range(0, 2000).Select(_ => RecoveryCode.Issue().Reveal())];

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(Enumerable.Range(0, codes[0].Length), place => Assert.Equal(place % 5 == 4 ? 1 : 32, codes.Select(c => c[place]).Distinct().Count()));
    }

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ")]
    [InlineData("0123456789abcdefghjkmnpq")]
    [InlineData("  0123 4567 89ab cdef ghjk mnpq\n")]
    [InlineData("OI23-4567-89AB-CDEF-GHJK-MNPQ")]
    [InlineData("ol23 4567 89ab cdef ghjk mnpq")]
    [InlineData("0123\u20134567\u201389AB\u2011CDEF\u2212GHJK\u2014MNPQ")]
    public void However_it_is_typed_it_is_the_same_code(string typed) =>
        Assert.Equal("0123-4567-89AB-CDEF-GHJK-MNPQ", RecoveryCode.Parse(typed)?.Reveal());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNP")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQR")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPU")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNP\0")]
    public void What_has_not_its_form_is_none(string? typed) => Assert.Null(RecoveryCode.Parse(typed));

    [Fact]
    public void A_megabyte_is_not_even_read() => Assert.Null(RecoveryCode.Parse(new string('0', 1_000_000)));
}
