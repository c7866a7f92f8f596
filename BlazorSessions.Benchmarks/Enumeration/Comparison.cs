using System.Diagnostics;
using System.Security.Cryptography;
using BlazorSessions.Benchmarks.Forms;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>The times of one form in milliseconds, with and without an account, and whether all its answers were the same.</summary>
internal sealed record Comparison(string Name, IReadOnlyList<double> WithAccount, IReadOnlyList<double> WithoutAccount, bool SameAnswers)
{
    private const int WarmUp = 40; // of each kind: code is compiled, caches are filled, connections stand

    // On a slow machine fewer samples are better than a report that nobody waits for.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(70);

    /// <summary>
    /// One request at a time, in random order: what else the machine does meets both kinds alike, and neither always comes
    /// after the other.
    /// </summary>
    public static async Task<Comparison> MeasureAsync(Uri site, GuessedForm guessed, Addresses addresses, int samples, CancellationToken ct)
    {
        using var form = await OpenForm.OpenAsync(site, guessed.Path, cookies: "", ct);
        var answers = new HashSet<string>();
        await TakeAsync(WarmUp);
        var (with, without) = await TakeAsync(samples);
        return new(guessed.Name, with, without, answers.Count == 1);

        async Task<(List<double> With, List<double> Without)> TakeAsync(int each)
        {
            var (with, without) = (new List<double>(each), new List<double>(each));
            bool[] turns = [.. Enumerable.Repeat(true, each), .. Enumerable.Repeat(false, each)];
            RandomNumberGenerator.Shuffle<bool>(turns);
            var started = Stopwatch.GetTimestamp();
            foreach (var hasAccount in turns.TakeWhile(_ => Stopwatch.GetElapsedTime(started) < Longest))
            {
                var (times, kind) = hasAccount ? (with, addresses.WithAccount) : (without, addresses.WithoutAccount);
                var address = kind[times.Count % kind.Count];
                var answer = await form.PostAsync(guessed.FillIn(address), ct);
                times.Add(answer.Took.TotalMilliseconds);
                answers.Add(Checked(answer, guessed).Without(address));
            }

            return (with, without);
        }
    }

    // A form that was sent back for another reason would be measured just as well, and prove nothing.
    private static Answer Checked(Answer answer, GuessedForm guessed) =>
        answer.Bytes.Contains(guessed.Refusal, StringComparison.Ordinal)
            ? answer
            : throw new InvalidOperationException($"{guessed.Path} answered {answer.Status} without saying: {guessed.Refusal}");
}
