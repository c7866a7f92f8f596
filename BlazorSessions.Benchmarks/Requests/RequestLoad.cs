using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Benchmarks.Requests;

/// <summary>
/// Keeps a server busy: connections that each ask again as soon as they are answered, in two threads that wait for whichever
/// has an answer. Of blocking threads, asynchronous sockets and this, this took the least of the processor.
/// </summary>
internal sealed class RequestLoad(Uri server, IReadOnlyList<byte[]> requests)
{
    private const int Threads = 2;
    private const int ConnectionsOfEach = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // without any answer

    /// <summary>Asks for so long.</summary>
    /// <returns>Requests a second.</returns>
    public async Task<double> ForAsync(TimeSpan time, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var answered = await RunAsync(_ => Stopwatch.GetElapsedTime(started) > time, ct);
        return answered / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Asks so often, and a few times more: what is under way then is answered too.</summary>
    /// <returns>How often.</returns>
    public Task<long> TimesAsync(long count, CancellationToken ct) =>
        RunAsync(answered => answered >= (count / Threads) - ConnectionsOfEach, ct);

    private async Task<long> RunAsync(Func<long, bool> isOver, CancellationToken ct)
    {
        var runs = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => Run(thread * requests.Count / Threads, isOver, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return (await Task.WhenAll(runs)).Sum();
    }

    private long Run(int first, Func<long, bool> isOver, CancellationToken ct)
    {
        var connections = new List<KeepAlive>(ConnectionsOfEach);
        try
        {
            for (var i = 0; i < ConnectionsOfEach; i++)
            {
                connections.Add(new(server));
            }

            return Exchange(connections.ToDictionary(c => c.Socket), first, isOver, ct);
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    // All requests come round one after the other, whichever connection is free for the next.
    private long Exchange(Dictionary<Socket, KeepAlive> connections, int next, Func<long, bool> isOver, CancellationToken ct)
    {
        var ready = new List<Socket>(connections.Count);
        var (waiting, answered) = (connections.Count, 0L);
        foreach (var connection in connections.Values)
        {
            connection.Send(requests[next++ % requests.Count]);
        }

        while (waiting > 0)
        {
            ready.Clear();
            ready.AddRange(connections.Keys);
            Socket.Select(ready, null, null, Patience);
            var goesOn = ready.Count > 0 ? !ct.IsCancellationRequested && !isOver(answered) : throw new TimeoutException($"{server} answers no more.");
            foreach (var connection in ready.Select(socket => connections[socket]))
            {
                switch (connection.Receive())
                {
                    case null:
                        break;
                    case HttpStatusCode.OK when goesOn:
                        answered++;
                        connection.Send(requests[next++ % requests.Count]);
                        break;
                    case HttpStatusCode.OK:
                        answered++;
                        waiting--;
                        break;
                    case var status:
                        throw new InvalidOperationException($"{server} answered {status}.");
                }
            }
        }

        ct.ThrowIfCancellationRequested();
        return answered;
    }
}
