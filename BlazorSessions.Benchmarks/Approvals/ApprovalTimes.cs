using System.Diagnostics;

namespace BlazorSessions.Benchmarks.Approvals;

/// <summary>When what happened of one approval; each is a reading of the machine's stopwatch.</summary>
/// <param name="SignInSent">The second device sends the password.</param>
/// <param name="SignInAnswered">It has the answer: the password is right, and it is to wait.</param>
/// <param name="Asked">The first device is told to open its dialog.</param>
/// <param name="CodeSent">It sends the code.</param>
/// <param name="Told">The second device is told.</param>
/// <param name="SignedIn">It has fetched its session.</param>
internal sealed record ApprovalTimes(long SignInSent, long SignInAnswered, long Asked, long CodeSent, long Told, long SignedIn)
{
    public static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    /// <summary>One whole approval, from the password to the dashboard.</summary>
    public static async Task<ApprovalTimes> TakeAsync(
        ApprovingDevice first, WaitingDevice second, string email, string password, CancellationToken ct)
    {
        var (sent, answered) = await second.SignInAsync(email, password, ct);
        var asked = await first.AskedAsync(ct);
        var code = await second.WaitAsync(ct);
        var codeSent = await first.ApproveAsync(code, ct);
        var told = await second.ToldAsync(ct);
        var signedIn = await second.CollectAsync(ct);
        await first.ServedAsync(ct);
        return new(sent, answered, asked, codeSent, told, signedIn);
    }
}
