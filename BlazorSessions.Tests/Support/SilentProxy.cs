using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Tests.Support;

/// <summary>Stands between a node and its database, and can drop every packet: nobody is told, nothing arrives.</summary>
public sealed class SilentProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile TaskCompletionSource passing = Done();

    public SilentProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on nothing passes, in either direction, on old connections and on new ones.</summary>
    public void DropEverything() => passing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void PassAgain() => passing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await listener.AcceptTcpClientAsync(over.Token);
            _ = ForwardAsync(near);
        }
    }

    private async Task ForwardAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        using (near)
        {
            await far.ConnectAsync(IPAddress.Loopback, target, over.Token);
            await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, over.Token)) > 0)
        {
            await passing.Task.WaitAsync(over.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
