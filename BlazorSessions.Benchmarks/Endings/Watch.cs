using System.Diagnostics;
using System.Net;
using BlazorSessions.Benchmarks.Requests;

namespace BlazorSessions.Benchmarks.Endings;

/// <summary>Asks one node for a session, again as soon as it has the answer, until it is no longer let in.</summary>
internal sealed class Watch(Uri node, string cookies) : IDisposable
{
    private readonly KeepAlive connection = new(node);
    private readonly TaskCompletionSource letIn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the node has let it in, so that it knows the session.</summary>
    public Task LetIn => letIn.Task;

    public Task<Watched> RunAsync(CancellationToken ct) =>
        Task.Factory.StartNew(() => Run(ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => connection.Dispose();

    private Watched Run(CancellationToken ct)
    {
        var request = KeepAlive.Get(node, "/api/session", cookies);
        var letInAt = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var askedAt = Stopwatch.GetTimestamp();
            switch (connection.Ask(request))
            {
                case HttpStatusCode.OK:
                    letInAt = askedAt;
                    letIn.TrySetResult();
                    break;
                case HttpStatusCode.Unauthorized:
                    return new(letInAt, Stopwatch.GetTimestamp());
                case var status:
                    throw new InvalidOperationException($"{node} answered {status}.");
            }
        }
    }
}
