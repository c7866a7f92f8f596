using System.Diagnostics;
using System.Net;
using BlazorSessions.Benchmarks.Forms;
using BlazorSessions.Benchmarks.Requests;
using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.Endings;

/// <summary>One session that was signed out, and what each node answered about it meanwhile.</summary>
/// <param name="AnsweredAt">When the answer to the signing out came.</param>
/// <param name="Nodes">What they answered, in their order.</param>
internal sealed record Ending(long AnsweredAt, IReadOnlyList<Watched> Nodes)
{
    private const string Token = "__RequestVerificationToken";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Signs a session out at the first node, once every node has let it in.</summary>
    public static async Task<Ending> ObserveAsync(IReadOnlyList<Uri> nodes, Household household, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var page = await OpenForm.OpenAsync(nodes[0], "/account", household.Cookie, patience.Token);
        using var signingOut = new KeepAlive(nodes[0]);
        var request = KeepAlive.Post(nodes[0], "/signout", page.Cookies, $"{Token}={Uri.EscapeDataString(page.Hidden[Token])}");
        Watch[] watches = [.. nodes.Select(node => new Watch(node, household.Cookie))];
        try
        {
            Task<Watched>[] running = [.. watches.Select(watch => watch.RunAsync(patience.Token))];
            foreach (var (watch, run) in watches.Zip(running))
            {
                await await Task.WhenAny(watch.LetIn, run);
            }

            var status = signingOut.Ask(request);
            var answeredAt = Stopwatch.GetTimestamp();
            return status == HttpStatusCode.SeeOther
                ? new(answeredAt, await Task.WhenAll(running))
                : throw new InvalidOperationException($"{nodes[0]} did not sign out: {status}.");
        }
        finally
        {
            foreach (var watch in watches)
            {
                watch.Dispose();
            }
        }
    }
}
