using System.Collections.Concurrent;

namespace BlazorSessions.Tests.Support;

/// <summary>All that a circuit has rendered of its page so far.</summary>
public sealed class RenderedParts
{
    private readonly ConcurrentQueue<RenderBatch> batches = new();

    /// <summary>Every text that came to be shown.</summary>
    public IEnumerable<string> Texts => batches.SelectMany(batch => batch.AllTexts);

    public void Add(byte[] batch) => batches.Enqueue(new(batch));

    /// <summary>The element like this that was rendered last, if any was.</summary>
    public CircuitElement? Newest(Func<CircuitElement, bool> wanted) =>
        batches.Reverse().SelectMany(batch => batch.Elements).FirstOrDefault(wanted);

    /// <summary>What an event of an element is sent to. Each time that it is rendered it may get another.</summary>
    public ulong HandlerOf(CircuitElement element, string name)
    {
        var later = batches.SkipWhile(batch => !batch.Elements.Any(e => e.Handlers.GetValueOrDefault(name) == element.Handlers[name])).Skip(1);
        return later.SelectMany(batch => batch.NewHandlers(element.Component, name)).LastOrDefault(element.Handlers[name]);
    }

    /// <summary>An event of an element, as the browser tells it.</summary>
    public static string Event(ulong handler, string name, string arguments) =>
        $$"""[{"eventHandlerId":{{handler}},"eventName":"{{name}}","eventFieldInfo":null},{{arguments}}]""";
}
