using BlazorSessions.App.Features.SessionApi;

namespace BlazorSessions.Tests.Rules;

public sealed class CsvCells
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0=1", "'\u00a0=1")]
    [InlineData("\u200d=1", "'\u200d=1")]
    [InlineData("\"=1", "\"'\"\"=1\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0")]
    public void What_a_spreadsheet_could_compute_gets_an_apostrophe(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Theory]
    [InlineData("Chrome on Windows", "Chrome on Windows")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::1", "::1")]
    [InlineData("", "")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=b", "\"a;=b\"")]
    [InlineData("say \"a\"", "\"say \"\"a\"\"\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void What_would_break_the_table_is_quoted_and_all_else_stays_as_it_is(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));
}
