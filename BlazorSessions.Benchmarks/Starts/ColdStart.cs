using System.Net;
using System.Net.Sockets;
using BlazorSessions.Benchmarks.Requests;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Starts;

/// <summary>One start of a program, from the start of its process to its first 200.</summary>
/// <param name="Milliseconds">By the clock.</param>
/// <param name="ProcessorMilliseconds">What the program used of the processor, which a busy machine makes no longer.</param>
/// <param name="ResidentKiB">Its memory then.</param>
internal sealed record ColdStart(double Milliseconds, double ProcessorMilliseconds, double ResidentKiB)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(1); // oftener would take from the start what it needs

    public static async Task<ColdStart> ObserveAsync(string program, IEnumerable<string> settings, string path, CancellationToken ct)
    {
        var server = new Uri($"http://127.0.0.1:{Loopback.FreePort()}");
        var request = KeepAlive.Get(server, path, cookies: "");
        await using var started = await StartedProgram.StartAsync(program, [$"--urls={server.GetLeftPart(UriPartial.Authority)}", .. settings], ServingAsync, ct);
        return new(started.StartedIn.TotalMilliseconds, started.ProcessorTime.TotalMilliseconds, started.ResidentKiB);

        async Task<Uri> ServingAsync(Task<Uri> listening, CancellationToken patience)
        {
            while (!Serves(server, request))
            {
                await (listening.IsFaulted ? listening : Task.Delay(AskEvery, TimeProvider.System, patience));
            }

            return server;
        }
    }

    private static bool Serves(Uri server, byte[] request)
    {
        try
        {
            using var connection = new KeepAlive(server);
            return connection.Ask(request) == HttpStatusCode.OK;
        }
        catch (SocketException)
        {
            return false; // nobody listens yet
        }
    }
}
