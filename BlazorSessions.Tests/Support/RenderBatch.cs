using System.Buffers.Binary;
using System.Text;

namespace BlazorSessions.Tests.Support;

/// <summary>An element that a circuit rendered, with the ids by which its handlers are called.</summary>
public sealed record CircuitElement(
    int Component, string Name, IReadOnlyDictionary<string, string> Attributes, IReadOnlyDictionary<string, ulong> Handlers);

/// <summary>
/// What a circuit sends to be shown, as far as a test needs it: the new elements, and every text. It ends with the places of its
/// five parts: what each component changes, the frames that are new, two lists of what is gone, and where each text is.
/// </summary>
public sealed class RenderBatch(byte[] data)
{
    private const int FrameBytes = 20;
    private const int ElementFrame = 1;
    private const int AttributeFrame = 3;
    private const int ComponentFrame = 4;
    private const int RegionFrame = 5;

    private const int EditBytes = 16;
    private const int PrependFrame = 1;
    private const int SetAttribute = 3;

    private int Parts => data.Length - (5 * sizeof(int));

    private int Components => Int(Parts);

    private int Frames => Int(Parts + sizeof(int)) + sizeof(int);

    private int Texts => Int(Parts + (4 * sizeof(int)));

    public IEnumerable<string> AllTexts => Enumerable.Range(0, (Parts - Texts) / sizeof(int)).Select(Text);

    public IEnumerable<CircuitElement> Elements =>
        from edit in Edits
        where edit.Kind == PrependFrame
        from frame in Enumerable.Range(edit.Frame, IsTree(edit.Frame) ? SizeOf(edit.Frame) : 1)
        where KindOf(frame) == ElementFrame
        select ElementAt(edit.Component, frame);

    /// <summary>The handlers of this name that were given anew to what the component had rendered before.</summary>
    public IEnumerable<ulong> NewHandlers(int component, string name) =>
        from edit in Edits
        where edit.Component == component && edit.Kind == SetAttribute && NameOf(edit.Frame) == name
        select HandlerOf(edit.Frame);

    private IEnumerable<(int Component, int Kind, int Frame)> Edits =>
        from index in Enumerable.Range(1, Int(Components))
        let component = Int(Components + (index * sizeof(int)))
        from edit in Enumerable.Range(0, Int(component + sizeof(int)))
        let place = component + (2 * sizeof(int)) + (edit * EditBytes)
        select (Int(component), Int(place), Int(place + 8));

    // Its attributes follow an element at once.
    private CircuitElement ElementAt(int component, int element)
    {
        var attributes = Enumerable.Range(element + 1, SizeOf(element) - 1).TakeWhile(frame => KindOf(frame) == AttributeFrame).ToList();
        return new(
            component,
            Text(Int(PlaceOf(element) + 8)),
            attributes.ToDictionary(NameOf, frame => Text(Int(PlaceOf(frame) + 8))),
            attributes.Where(frame => HandlerOf(frame) > 0).ToDictionary(NameOf, HandlerOf));
    }

    private bool IsTree(int frame) => KindOf(frame) is ElementFrame or ComponentFrame or RegionFrame;

    private int SizeOf(int tree) => Int(PlaceOf(tree) + 4);

    private string NameOf(int attribute) => Text(Int(PlaceOf(attribute) + 4));

    private ulong HandlerOf(int attribute) => BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(PlaceOf(attribute) + 12));

    private int KindOf(int frame) => Int(PlaceOf(frame));

    private int PlaceOf(int frame) => Frames + (frame * FrameBytes);

    private string Text(int index)
    {
        if (index < 0)
        {
            return "";
        }

        using var reader = new BinaryReader(new MemoryStream(data), Encoding.UTF8);
        reader.BaseStream.Position = Int(Texts + (index * sizeof(int)));
        return reader.ReadString();
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));
}
