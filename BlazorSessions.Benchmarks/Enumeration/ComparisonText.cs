using System.Globalization;
using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>A comparison as a person reads it: the times first, then what can be made of them.</summary>
internal static class ComparisonText
{
    public const string Heading = "milliseconds               requests      5 %   median     95 %";

    public static string Of(Comparison compared)
    {
        var (with, without) = (Quantiles.Of(compared.WithAccount), Quantiles.Of(compared.WithoutAccount));
        var test = MannWhitney.Compare(compared.WithAccount, compared.WithoutAccount);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {compared.Name}
              with an account        {Row(compared.WithAccount, with)}
              without an account     {Row(compared.WithoutAccount, without)}
              difference of medians                    {with.Median - without.Median,9:+0.000;-0.000}
              best guess rate        {test.BestGuessRate * 100:F1} % (chance: 50 %; told apart from {test.RateThatTells * 100:F1} % on)
              Mann-Whitney U test    p = {test.P:F4}
              verdict                {(test.TellsApart ? "CAN be told apart" : "cannot be told apart")}
              answers                {(compared.SameAnswers ? "the same" : "NOT the same")}
            """);
    }

    private static string Row(IReadOnlyList<double> times, Quantiles quantiles) => string.Create(
        CultureInfo.InvariantCulture, $"{times.Count,12}{quantiles.P5,9:F3}{quantiles.Median,9:F3}{quantiles.P95,9:F3}");
}
