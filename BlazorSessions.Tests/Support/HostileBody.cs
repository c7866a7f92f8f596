using System.Text;
using System.Text.Json;

namespace BlazorSessions.Tests.Support;

/// <summary>Writes fields in every way in which a body can be written, and in some in which none can.</summary>
public static class HostileBody
{
    private const string Boundary = "xxxxboundaryxxxx";

    /// <summary>A field, as it is to stand there.</summary>
    public readonly record struct Field(byte[] Name, byte[] Value, bool IsRaw = false)
    {
        public static Field Of(string name, string value) => new(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
    }

    public static (string ContentType, byte[] Body) Write(Writing writing, IEnumerable<Field> fields) => writing switch
    {
        Writing.Form => ("application/x-www-form-urlencoded", Urlencoded(fields)),
        Writing.Multipart => ($"multipart/form-data; boundary={Boundary}", Multipart(fields)),
        Writing.Json => ("application/json", Json(fields)),
        _ => ("text/plain", [.. fields.SelectMany(field => field.Value)]),
    };

    public static byte[] Urlencoded(IEnumerable<Field> fields)
    {
        using var body = new MemoryStream();
        foreach (var field in fields)
        {
            body.Write(body.Length == 0 ? ""u8 : "&"u8);
            body.Write(field.IsRaw ? field.Name : Escape(field.Name));
            body.Write("="u8);
            body.Write(field.IsRaw ? field.Value : Escape(field.Value));
        }

        return body.ToArray();
    }

    public static byte[] Escape(byte[] bytes) =>
        Encoding.ASCII.GetBytes(string.Concat(bytes.Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"%{b:X2}")));

    private static byte[] Multipart(IEnumerable<Field> fields)
    {
        using var body = new MemoryStream();
        foreach (var field in fields)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\""));
            body.Write(field.Name);
            body.Write(field.IsRaw ? "\"; filename=\"x\"\r\nContent-Type: text/html\r\n\r\n"u8 : "\"\r\n\r\n"u8);
            body.Write(field.Value);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        return body.ToArray();
    }

    private static byte[] Json(IEnumerable<Field> fields) => Encoding.UTF8.GetBytes(
        $"{{{string.Join(',', fields.Select(field => $"{Text(field.Name)}:{(field.IsRaw ? Encoding.Latin1.GetString(field.Value) : Text(field.Value))}"))}}}");

    private static string Text(byte[] bytes) => JsonSerializer.Serialize(Encoding.UTF8.GetString(bytes));
}
