using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>
/// Whether sign-in and recovery tell which addresses have an account, by what they answer or by the time they take. It is a
/// report and not a test: one run in fifty, with two comparisons, finds a difference where there is none.
/// </summary>
internal static class EnumerationReport
{
    private const int Accounts = 24;

    /// <returns>The exit code: 1 when the answers differ, which is never by chance, and 0 whatever the times say.</returns>
    public static async Task<int> RunAsync(int samples, CancellationToken ct)
    {
        using var place = Place.OnSqlite(); // with the limits off, else what is measured is the refusal
        await using var app = await place.OpenAsync();
        await Place.StartAsync(app, ct);
        var site = new Uri(app.Urls.Single());
        var addresses = await Addresses.EnrolAsync(site, Accounts, ct);
        Console.WriteLine(ComparisonText.Heading);
        var sameAnswers = true;
        foreach (var guessed in (GuessedForm[])[GuessedForm.SignIn, GuessedForm.Recovery])
        {
            var compared = await Comparison.MeasureAsync(site, guessed, addresses, samples, ct);
            Console.WriteLine();
            Console.WriteLine(ComparisonText.Of(compared));
            sameAnswers &= compared.SameAnswers;
        }

        return sameAnswers ? 0 : 1;
    }
}
