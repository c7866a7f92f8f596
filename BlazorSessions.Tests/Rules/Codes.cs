using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.Tests.Rules;

public sealed class Codes
{
    [Theory]
    [InlineData("123456")]
    [InlineData(" 123 456 ")]
    [InlineData("123-456")]
    [InlineData("1 2 3 4 5 6")]
    [InlineData("123\u00a0456")]
    public void Six_digits_are_read_however_they_are_grouped(string typed) =>
        Assert.True(ApprovalCode.Parse("123456")!.Matches(ApprovalCode.Parse(typed)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    [InlineData("٠١٢٣٤٥")]
    [InlineData("-12345 \0")]
    public void Anything_else_is_no_code(string? typed) => Assert.Null(ApprovalCode.Parse(typed));

    [Fact]
    public void Every_issued_code_has_six_digits_and_leading_zeros_are_among_them()
    {
        var codes = Enumerable.Range(0, 2_000).Select(_ => ApprovalCode.Issue().Reveal()).ToList();

        Assert.All(codes, code => Assert.Matches("^[0-9]{6}$", code));
        Assert.Contains(codes, code => code[0] == '0'); // missing from 2,000 uniform codes once in 10^91 runs
        Assert.True(codes.Distinct().Count() > 1_900);
    }
}
