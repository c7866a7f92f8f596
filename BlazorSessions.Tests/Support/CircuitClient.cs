using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>An open page without a browser: it speaks the circuit's protocol, and does only what it is told to do.</summary>
public sealed class CircuitClient : IAsyncDisposable
{
    private readonly ISite site;
    private readonly HubConnection connection;
    private readonly RenderedParts shown = new();
    private readonly ConcurrentQueue<string> told = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> calls = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> events = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim arrived = new(0);
    private readonly SemaphoreSlim turn = new(1, 1); // the server forgets a handler when its successor is acknowledged
    private TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int orders;
    private int sent;

    public CircuitClient(ISite site, CookieContainer cookies)
    {
        this.site = site;
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(site.Address, "/_blazor"), HttpTransportType.WebSockets, options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        connection = builder.Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        connection.On<long, byte[]>("JS.RenderBatch", ShowAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", DoAsync);
        connection.On<string, bool, string>("JS.EndInvokeDotNet", Answered);
        connection.On<int>("JS.EndUpdateRootComponents", _ => rendered.TrySetResult());
    }

    /// <summary>The socket is gone.</summary>
    public Task Closed => Patience.ForAsync("the socket to be gone", closed.Task.WaitAsync);

    /// <summary>The secret by which a circuit is taken up again; null when none was given.</summary>
    public string? Circuit { get; private set; }

    /// <summary>Every text that came to be shown.</summary>
    public IEnumerable<string> Texts => shown.Texts;

    /// <summary>What the browser was told to do: a function and the list of its arguments.</summary>
    public IEnumerable<string> Told => told;

    /// <summary>Everything of a page: it is loaded, its socket opened, its circuit started and its live parts rendered.</summary>
    public static async Task<CircuitClient> OpenAsync(ISite site, Visitor device, string path = "/dashboard") =>
        await OpenAsync(site, device, CircuitPage.Read((await device.GetAsync(path)).Body));

    /// <summary>The same with a page that was loaded before, or by somebody else.</summary>
    public static async Task<CircuitClient> OpenAsync(ISite site, Visitor device, CircuitPage page)
    {
        var client = new CircuitClient(site, device.Cookies);
        await client.ConnectAsync();
        await client.StartAsync(page.State);
        await client.RenderAsync(page);
        return client;
    }

    /// <summary>Opens the socket.</summary>
    public Task ConnectAsync() => connection.StartAsync(Ct);

    /// <summary>Asks for a circuit.</summary>
    public async Task<string?> StartAsync(string state = "") =>
        Circuit = await Patience.ForAsync("a circuit", ct => connection.InvokeAsync<string?>(
            "StartCircuit", $"{site.Address}", $"{new Uri(site.Address, "/dashboard")}", "[]", state, ct));

    /// <summary>Asks to take up a circuit.</summary>
    public Task<bool> ReconnectAsync(string circuit) =>
        Patience.ForAsync("a circuit to be taken up", ct => connection.InvokeAsync<bool>("ConnectCircuit", circuit, ct));

    /// <summary>Has the live parts of a page rendered, and waits until they are.</summary>
    public async Task RenderAsync(CircuitPage page)
    {
        rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("UpdateRootComponents", page.Operations(++orders), page.State);
        await Patience.ForAsync("the live parts", ct => Task.WhenAny(rendered.Task, closed.Task).WaitAsync(ct));
    }

    /// <summary>Types into a field, and waits until that is served or the socket is gone.</summary>
    public async Task TypeAsync(CircuitElement field, string text) => await ServedAsync(await DispatchAsync(field, "change", Typed(text)));

    /// <summary>Sends a form, and waits until that is served or the socket is gone.</summary>
    public async Task SubmitAsync(CircuitElement form) => await ServedAsync(await DispatchAsync(form, "submit"));

    /// <summary>What an event tells of a field.</summary>
    public static string Typed(string text) => JsonSerializer.Serialize(new { value = text });

    /// <summary>Sends an event of an element, and does not wait for anything to come of it.</summary>
    /// <returns>By which its answer is known.</returns>
    public async Task<string> DispatchAsync(CircuitElement element, string eventName, string arguments = "{}")
    {
        await turn.WaitAsync(Ct);
        try
        {
            return await DispatchAsync(shown.HandlerOf(element, "on" + eventName), eventName, arguments);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Calls a handler, whether there is one or not.</summary>
    /// <returns>By which its answer is known.</returns>
    public async Task<string> DispatchAsync(ulong handler, string eventName, string arguments)
    {
        var call = $"{Interlocked.Increment(ref sent)}";
        calls[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var part = await Patience.ForAsync("a part that takes events", events.Task.WaitAsync);
        await SendAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", part, RenderedParts.Event(handler, eventName, arguments));
        return call;
    }

    /// <summary>Waits until an event has its answer, whatever that says; false when the socket was gone first.</summary>
    public async Task<bool> IsAnsweredAsync(string call) => await FirstOfAsync(call) == calls[call].Task;

    /// <summary>Sends any message.</summary>
    public Task SendAsync(string method, params object?[] arguments) => connection.SendCoreAsync(method, arguments, Ct);

    /// <summary>Waits until an element like this has been rendered; the newest counts.</summary>
    public Task<CircuitElement> ElementAsync(Func<CircuitElement, bool> wanted) => Patience.ForAsync("an element", async ct =>
    {
        while (true)
        {
            if (shown.Newest(wanted) is { } element)
            {
                return element;
            }

            await arrived.WaitAsync(ct);
        }
    });

    /// <summary>Waits until the browser is told to do this.</summary>
    public Task ToldAsync(string function) => Patience.ForAsync(function, async ct =>
    {
        while (!told.Any(call => call.StartsWith(function, StringComparison.Ordinal)))
        {
            await arrived.WaitAsync(ct);
        }
    });

    /// <summary>Closes the socket, and says nothing of the circuit: it is kept for a while.</summary>
    public Task CloseAsync() => connection.StopAsync(Ct);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task ServedAsync(string call) => await await FirstOfAsync(call);

    private Task<Task> FirstOfAsync(string call) =>
        Patience.ForAsync("the answer of an event", ct => Task.WhenAny(calls[call].Task, closed.Task).WaitAsync(ct));

    private void Answered(string call, bool isDone, string? problem)
    {
        if (isDone)
        {
            calls[call].TrySetResult();
        }
        else
        {
            calls[call].TrySetException(new InvalidOperationException(problem));
        }
    }

    private async Task ShowAsync(long batch, byte[] data)
    {
        await turn.WaitAsync(Ct);
        try
        {
            shown.Add(data);
            await SendAsync("OnRenderCompleted", batch, null);
        }
        finally
        {
            turn.Release();
            arrived.Release();
        }
    }

    private async Task DoAsync(long call, string function, string arguments, int resultKind, long target, int callKind)
    {
        told.Enqueue($"{function} {arguments}");
        if (function.EndsWith("attachWebRendererInterop", StringComparison.Ordinal))
        {
            events.TrySetResult(JsonDocument.Parse(arguments).RootElement[1].GetProperty("__dotNetObject").GetInt64());
        }

        arrived.Release();
        if (call != 0)
        {
            await SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
        }
    }
}
