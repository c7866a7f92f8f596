using System.Threading.Channels;
using Microsoft.JSInterop;

namespace BlazorSessions.Tests.Components;

/// <summary>Stands in for the browser and keeps what a component has it do.</summary>
public sealed class RecordingBrowser : IJSRuntime
{
    private readonly Channel<string> told = Channel.CreateUnbounded<string>();

    /// <summary>Waits until it is told to do this, and returns the first argument.</summary>
    public Task<string> WaitForAsync(string function) => Patience.ForAsync(function, async ct =>
    {
        while (true)
        {
            var call = await told.Reader.ReadAsync(ct);
            if (call.StartsWith(function + " ", StringComparison.Ordinal))
            {
                return call[(function.Length + 1)..];
            }
        }
    });

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        told.Writer.TryWrite($"{identifier} {args?.FirstOrDefault()}");
        return default;
    }
}
