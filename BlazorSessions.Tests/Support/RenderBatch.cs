using System.Buffers.Binary;
using System.Text;

namespace BlazorSessions.Tests.Support;

/// <summary>An element that a circuit rendered, with the ids by which its handlers are called.</summary>
public sealed record CircuitElement(string Name, IReadOnlyDictionary<string, string> Attributes, IReadOnlyDictionary<string, ulong> Handlers);

/// <summary>
/// What a circuit sends to be shown, as far as a test needs it: the new elements and every text. It ends with the places of its
/// five parts, of which the second holds the new frames, each of twenty bytes, and the last says where each text is.
/// </summary>
public sealed class RenderBatch(byte[] data)
{
    private const int FrameBytes = 20;
    private const int ElementFrame = 1;
    private const int AttributeFrame = 3;
    private const int ComponentFrame = 4;
    private const int RegionFrame = 5;

    private int Parts => data.Length - (5 * sizeof(int));

    private int Frames => Int(Parts + sizeof(int));

    private int Texts => Int(Parts + (4 * sizeof(int)));

    public IReadOnlyList<string> AllTexts => [.. Enumerable.Range(0, (Parts - Texts) / sizeof(int)).Select(Text)];

    public IEnumerable<CircuitElement> Elements =>
        Enumerable.Range(0, Count).Where(frame => KindOf(frame) == ElementFrame).Select(ElementAt);

    /// <summary>The handlers of this name that elements which are there already were given anew.</summary>
    public IEnumerable<ulong> NewHandlers(string name)
    {
        for (var frame = 0; frame < Count; frame += IsTree(frame) ? SizeOf(frame) : 1)
        {
            if (KindOf(frame) == AttributeFrame && NameOf(frame) == name)
            {
                yield return HandlerOf(frame);
            }
        }
    }

    private int Count => Int(Frames);

    // Its attributes follow an element at once.
    private CircuitElement ElementAt(int element)
    {
        var attributes = Enumerable.Range(element + 1, SizeOf(element) - 1).TakeWhile(frame => KindOf(frame) == AttributeFrame).ToList();
        return new(
            Text(Int(PlaceOf(element) + 8)),
            attributes.ToDictionary(NameOf, frame => Text(Int(PlaceOf(frame) + 8))),
            attributes.Where(frame => HandlerOf(frame) > 0).ToDictionary(NameOf, HandlerOf));
    }

    private bool IsTree(int frame) => KindOf(frame) is ElementFrame or ComponentFrame or RegionFrame;

    private int SizeOf(int tree) => Int(PlaceOf(tree) + 4);

    private string NameOf(int attribute) => Text(Int(PlaceOf(attribute) + 4));

    private ulong HandlerOf(int attribute) => BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(PlaceOf(attribute) + 12));

    private int KindOf(int frame) => Int(PlaceOf(frame));

    private int PlaceOf(int frame) => Frames + sizeof(int) + (frame * FrameBytes);

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
