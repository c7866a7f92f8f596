using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorSessions.Benchmarks.Driving;

/// <summary>
/// An open page without a browser: it acknowledges what its circuit renders and answers what it asks for, and keeps nothing of
/// it, so that one process holds thousands.
/// </summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly Browser browser;
    private readonly HubConnection connection;
    private readonly IPageWatcher? watcher;
    private readonly TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string circuit = "";

    private OpenPage(Browser browser, IPageWatcher? watcher)
    {
        this.browser = browser;
        this.watcher = watcher;
        connection = CircuitConnection.To(browser);
        connection.On<long, byte[]>("JS.RenderBatch", ShowAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", DoAsync);
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (call, isDone, problem) => watcher?.Answered(call, isDone ? null : problem));
        connection.On<int>("JS.EndUpdateRootComponents", _ => rendered.TrySetResult());
        connection.On<string>("JS.Error", error => rendered.TrySetException(new InvalidOperationException(error)));
        connection.Closed += error =>
        {
            rendered.TrySetException(error ?? new InvalidOperationException("The circuit was closed."));
            return Task.CompletedTask;
        };
    }

    public bool IsOpen => connection.State == HubConnectionState.Connected;

    /// <summary>Everything of a page: it is loaded, its socket opened, its circuit started and its live parts rendered.</summary>
    public static async Task<OpenPage> OpenAsync(Browser browser, string path, CancellationToken ct, IPageWatcher? watcher = null) =>
        await OpenAsync(browser, path, CircuitPage.Read(await browser.GetAsync(path, ct)), ct, watcher);

    /// <summary>The same with a page that was loaded before.</summary>
    public static async Task<OpenPage> OpenAsync(
        Browser browser, string path, CircuitPage loaded, CancellationToken ct, IPageWatcher? watcher = null)
    {
        var page = new OpenPage(browser, watcher);
        try
        {
            await page.StartAsync(path, loaded, ct);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends any message of the circuit's protocol.</summary>
    public Task SendAsync(string method, CancellationToken ct, params object?[] arguments) =>
        connection.SendCoreAsync(method, arguments, ct);

    /// <summary>Leaves the page as a browser does, so that the server keeps nothing for its return.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/disconnect");
        request.Content = new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } };
        using var response = await browser.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        await connection.StopAsync(ct);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task StartAsync(string path, CircuitPage loaded, CancellationToken ct)
    {
        await connection.StartAsync(ct);
        var address = new Uri(browser.Site, path);
        circuit = await connection.InvokeAsync<string?>("StartCircuit", $"{browser.Site}", $"{address}", "[]", loaded.State, ct)
            ?? throw new InvalidOperationException("No circuit was started.");
        await SendAsync("UpdateRootComponents", ct, loaded.Operations(batch: 1), loaded.State);
        await rendered.Task.WaitAsync(ct);
    }

    private async Task ShowAsync(long batch, byte[] data)
    {
        watcher?.Shown(data);
        await SendAsync("OnRenderCompleted", default, batch, null);
    }

    private async Task DoAsync(long call, string function, string arguments, int resultKind, long target, int callKind)
    {
        watcher?.Told(function, arguments);
        if (call != 0)
        {
            await SendAsync("EndInvokeJSFromDotNet", default, call, true, $"[{call},true,null]");
        }
    }
}
