using Google.Protobuf;

namespace BlazorSessions.Tests.Support;

/// <summary>One protobuf message, read by the numbers of its fields.</summary>
public sealed class ProtobufMessage
{
    private readonly ILookup<uint, (ulong Number, ByteString Bytes)> fields;

    public ProtobufMessage(ByteString bytes)
    {
        fields = Read(bytes.CreateCodedInput()).ToLookup(field => field.Tag, field => (field.Number, field.Bytes));
    }

    public bool Has(uint field) => fields.Contains(field);

    public IEnumerable<ProtobufMessage> Messages(uint field) => fields[field].Select(f => new ProtobufMessage(f.Bytes));

    public string Text(uint field) => string.Concat(fields[field].Select(f => f.Bytes.ToStringUtf8()));

    public string Hex(uint field) => string.Concat(fields[field].Select(f => Convert.ToHexStringLower(f.Bytes.Span)));

    /// <summary>0 where it is not there, as the format has it.</summary>
    public long Number(uint field) => (long)fields[field].FirstOrDefault().Number;

    public double Real(uint field) => BitConverter.Int64BitsToDouble(Number(field));

    private static IEnumerable<(uint Tag, ulong Number, ByteString Bytes)> Read(CodedInputStream input)
    {
        while (input.ReadTag() is > 0 and var tag)
        {
            var field = (uint)WireFormat.GetTagFieldNumber(tag);
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadUInt64(), ByteString.Empty),
                WireFormat.WireType.Fixed64 => (field, input.ReadFixed64(), ByteString.Empty),
                WireFormat.WireType.Fixed32 => (field, input.ReadFixed32(), ByteString.Empty),
                WireFormat.WireType.LengthDelimited => (field, 0, input.ReadBytes()),
                var other => throw new InvalidDataException($"{other}"),
            };
        }
    }
}
