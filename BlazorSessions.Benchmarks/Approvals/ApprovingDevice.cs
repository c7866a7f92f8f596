using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Approvals;

/// <summary>The open dashboard of whoever approves: it notes when its dialog opens, and sends the code that is typed into it.</summary>
internal sealed class ApprovingDevice : IPageWatcher, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RenderedParts rendered = new();
    private readonly TaskCompletionSource<long> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OpenPage? page;
    private long part; // of the page that takes events
    private int events;

    public bool IsOpen => page is { IsOpen: true };

    public static async Task<ApprovingDevice> OpenAsync(Browser browser, CancellationToken ct)
    {
        var device = new ApprovingDevice();
        device.page = await OpenPage.OpenAsync(browser, "/dashboard", ct, device);
        return device;
    }

    /// <returns>The moment at which the page was told to open its dialog.</returns>
    public Task<long> AskedAsync(CancellationToken ct) => opened.Task.WaitAsync(Patience, ct);

    /// <summary>Types the code into the dialog and sends it.</summary>
    /// <returns>The moment of the sending.</returns>
    public async Task<long> ApproveAsync(string code, CancellationToken ct)
    {
        var field = Element(e => e.Attributes.GetValueOrDefault("id") == "approval-code");
        await DispatchAsync(Event("change", field, JsonSerializer.Serialize(new { value = code })), ct);
        await served.Task.WaitAsync(Patience, ct);
        var submit = Event("submit", Element(e => e.Attributes.GetValueOrDefault("action") == "/signin/approval/approve"), "{}");
        var sent = Stopwatch.GetTimestamp();
        await DispatchAsync(submit, ct);
        return sent;
    }

    /// <summary>Waits until what was sent last has been served.</summary>
    public Task ServedAsync(CancellationToken ct) => served.Task.WaitAsync(Patience, ct);

    public void Shown(byte[] batch) => rendered.Add(batch);

    public void Told(string function, string arguments)
    {
        if (function == "islands.modal" && JsonNode.Parse(arguments)![1] is not null)
        {
            opened.TrySetResult(Stopwatch.GetTimestamp());
        }
        else if (function.EndsWith("attachWebRendererInterop", StringComparison.Ordinal))
        {
            part = JsonNode.Parse(arguments)![1]!["__dotNetObject"]!.GetValue<long>();
        }
    }

    public void Answered(string call, string? problem)
    {
        if (problem is null)
        {
            served.TrySetResult();
        }
        else
        {
            served.TrySetException(new InvalidOperationException(problem));
        }
    }

    public ValueTask DisposeAsync() => page!.DisposeAsync();

    private CircuitElement Element(Func<CircuitElement, bool> wanted) =>
        rendered.Newest(wanted) ?? throw new InvalidOperationException("The dialog has not been rendered.");

    private string Event(string name, CircuitElement element, string arguments) =>
        RenderedParts.Event(rendered.HandlerOf(element, "on" + name), name, arguments);

    private Task DispatchAsync(string what, CancellationToken ct)
    {
        served = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = (++events).ToString(CultureInfo.InvariantCulture);
        return page!.SendAsync("BeginInvokeDotNetFromJS", ct, call, null, "DispatchEventAsync", part, what);
    }
}
