using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorSessions.Tests.Support;

/// <summary>A secret, in every form in which somebody might have kept it. It prints its name alone.</summary>
public sealed class SoughtSecret
{
    // A multiple of three, so that the base 64 of a piece stands in that of the whole. What is long may lie on two pages of a file.
    private const int PieceLength = 30;
    private const int TooShortToTell = 8;
    private const string ProtectedStart = "CfDJ8";
    private const int ProtectedHead = 28; // letters, which all that Data Protection protects with one key have in common
    private const string CrockfordsAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly string name;
    private readonly string? word;
    private readonly List<byte[]> forms;

    private SoughtSecret(string name, IEnumerable<byte[]> kept, string? word = null)
    {
        this.name = name;
        this.word = word;
        forms = [.. kept.SelectMany(bytes => bytes.Chunk(PieceLength)).Where(piece => piece.Length >= TooShortToTell).SelectMany(WaysToWrite)];
    }

    /// <summary>A token, a cookie or a recovery code.</summary>
    public static SoughtSecret Issued(string name, string text)
    {
        text = text.StartsWith(ProtectedStart, StringComparison.Ordinal) ? text[ProtectedHead..] : text;
        var joined = text.Replace("-", "", StringComparison.Ordinal);
        return new(name, [.. BytesOf(text), .. BytesOf(joined), .. Decoded(text), .. DecodedByCrockford(joined)]);
    }

    /// <summary>What a person chose or reads: few enough to be tried, so a fast hash of it would be as good as itself.</summary>
    public static SoughtSecret Guessable(string name, string text) => new(name, [.. BytesOf(text), SHA256.HashData(Encoding.UTF8.GetBytes(text))]);

    /// <summary>Six digits: by chance they stand in many a longer number.</summary>
    public static SoughtSecret Digits(string name, string text) =>
        new(name, [Encoding.Unicode.GetBytes(text), SHA256.HashData(Encoding.UTF8.GetBytes(text))], word: text);

    public static SoughtSecret Key(string name, byte[] bytes) => new(name, [bytes]);

    public bool IsIn(StolenCopy copy) => forms.Exists(form => copy.Holds(form)) || (word is not null && copy.HoldsWord(word));

    public override string ToString() => name;

    private static IEnumerable<byte[]> BytesOf(string text) => [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];

    private static IEnumerable<byte[]> WaysToWrite(byte[] bytes) =>
    [
        bytes,
        Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('=')),
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(bytes)),
    ];

    private static byte[][] Decoded(string text) => Base64Url.IsValid(text) ? [Base64Url.DecodeFromChars(text)] : [];

    // Five bits a letter, the first of them highest: 24 letters are 15 bytes.
    private static byte[][] DecodedByCrockford(string text)
    {
        if (text.Length != 24 || !text.All(CrockfordsAlphabet.Contains))
        {
            return [];
        }

        var bytes = new byte[16];
        var number = text.Aggregate(UInt128.Zero, (sum, letter) => (sum << 5) | (uint)CrockfordsAlphabet.IndexOf(letter, StringComparison.Ordinal));
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return [bytes[1..]];
    }
}
