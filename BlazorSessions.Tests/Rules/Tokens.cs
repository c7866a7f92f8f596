using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Rules;

public sealed class Tokens
{
    [Fact]
    public void A_token_comes_back_from_its_cookie_and_hashes_to_the_same()
    {
        var token = OpaqueToken.Issue();

        Assert.Equal(token.Hash(), OpaqueToken.Parse(token.Reveal())!.Hash());
        Assert.DoesNotContain(token.Reveal(), token.Hash().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_tokens_are_alike() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => OpaqueToken.Issue().Hash()).Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("................................................")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAé")]
    public void What_has_not_its_form_is_no_token(string? text) => Assert.Null(OpaqueToken.Parse(text));
}
