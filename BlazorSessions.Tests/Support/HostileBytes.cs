using System.Text;
using CsCheck;

namespace BlazorSessions.Tests.Support;

/// <summary>What somebody sends who means no good, or whose program is broken.</summary>
public static class HostileBytes
{
    /// <summary>What no page may ever hold as an element, or as the beginning of an attribute's name.</summary>
    public const string Mark = "xss";

    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\r\n", "\r\nX-Xss: 1", "a\r\n2026-01-02 Forged line", "\t", "\u001b[2J", "\u0085", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff",
        "\u202eevil", "\u2066a\u2069", "\u200b", "\u0430nn", "ﬀ", "İ", "\u0344", "e\u0301\u0301\u0301", "𝒜nn", "😀", "👨‍👩‍👧‍👦", "\ufdfa", "\U000e0041", "\ue000",
        "' OR 1=1 --", "'; DROP TABLE users; --", "\" OR \"\"=\"", "1; SELECT pg_sleep(60)", "%", "_", "\\", "$$", "E'\\x00'",
        "{{7*7}}", "${7*7}", "${jndi:ldap://x}", "@(7*7)", "{0}", "{9999999999}", "{User}", "%s%n%x", "%00", "%0d%0aX-Xss: 1", "%c0%ae", "%u003cxss", "%zz",
        "../../etc/passwd", "..\\..\\", "/etc/passwd\0.png", "file:///etc/passwd", "CON",
        "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\"a\"\"b\"", "a,b;c", "0", "-0", "1e999", "9223372036854775808", "99999999999999999999", "NaN", "0x10", "١٢٣", "1_000",
        "true", "null", "undefined", "[]", "{}", "{\"a\":", "[[[[[[[[", "2026-02-30T25:61:61Z", "0001-01-01", "00000000-0000-0000-0000-000000000000", "{0x0}", "csv", "json", "active",
    ];

    private static readonly string[] Markup =
    [
        "<xss>", "<xss onload=xss()>", "</title><xss>", "--><xss>", "\"><xss>", "'><xss>", "\" xss=\"1", "' xss='1", "</script><xss>", "<script src=//xss></script>",
        "<img src=x onerror=xss()>", "<svg/onload=xss()>", "javascript:xss()", "data:text/html,<xss>", "<!--", "]]>", "&lt;xss&gt;", "&#60;xss&#62;", "\\u003cxss\\u003e",
        "<!--Blazor:{\"type\":\"server\",\"xss\":1}-->",
    ];

    private static readonly string[] Paths =
    [
        "//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/", "/\t/evil.example", "\\\\evil.example", "//user@evil.example", "///evil.example",
        "/%2f/evil.example", "http://127.0.0.1@evil.example", "javascript:xss()", "/dashboard", "/dashboard#<xss>", "/dashboard\r\nX-Xss: 1", "/\"><xss>", "/?a=//evil.example", "//", "/",
    ];

    private static readonly string[] Mails =
        ["ann@example.org", "a@b", "@", "a@@b", "a@b@c", "a@[127.0.0.1]", "\"a b\"@example.org", "a@xn--nxasmq6b", "ａnn@example.org", "<xss>@example.org", "a@b.\u202ec", "'@example.org"];

    // Overlong, cut off, surrogates alone, beyond Unicode, marks of other encodings.
    private static readonly byte[][] NoText =
    [
        [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xed, 0xb0, 0x80], [0xf4, 0x90, 0x80, 0x80],
        [0xff, 0xfe], [0xfe, 0xff], [0x80], [0xbf, 0xbf], [0x3c, 0xc0, 0x78], [0x00], [0x7f], [.. "<\0xss>"u8], [0x2b, 0x41, 0x44, 0x77, 0x2d],
    ];

    private static readonly Gen<byte[]> Text = Gen.OneOf([.. Texts, .. Paths, .. Mails]).Select(Encoding.UTF8.GetBytes);

    private static readonly Gen<byte[]> Long = Gen.Select(
        Gen.OneOf("x", "é", "<xss>", "😀", "\u0344", "a.", "%", "&", "\"", " ", "\u202e", "(", "1", "/"), Gen.OneOf(65, 101, 257, 300, 513, 2_000, 4_000, 10_000),
        (part, length) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, length / part.Length))));

    /// <summary>Anything.</summary>
    public static Gen<byte[]> All { get; } = Gen.Frequency(
        (8, Text),
        (6, Gen.OneOf(Markup).Select(Encoding.UTF8.GetBytes)),
        (3, Gen.OneOf(NoText)),
        (2, Long),
        (2, Gen.String.Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Byte.Array[0, 40]),
        (2, Gen.Select(Text, Gen.OneOf(NoText), Text, (a, b, c) => (byte[])[.. a, .. b, .. c])));

    /// <summary>Names of fields: what forms have is another's business.</summary>
    public static Gen<byte[]> Names { get; } = Gen.Frequency(
        (4, Gen.OneOf(
            "Id", "UserId", "PasswordHash", "DeletesAt", "Slot", "OpenedAt", "IsNewDevice", "Form.Id", "Form.UserId", "Form.PasswordHash", "Form.DeletesAt", "Form.Email.Value",
            "Form", "Form.", "Form[]", "Form[0]", "Form[0].Email", "Form.Email[]", "Form.Email[0]", "Form[Email]", "Form.Form.Form.Form.Form.Form.Form", "Password", "Password.",
            "Password[0]", "Name.FirstName[0]", "a[b][c][d][e][f][g][h]", "__proto__", "constructor.prototype", "_handler", "__RequestVerificationToken", "page", "code", "session", "$type",
            "View.User.Email", "HttpContext", "Delete").Select(Encoding.UTF8.GetBytes)),
        (1, All));

    /// <summary>What is hostile to a field of this name above all; null where that is anything.</summary>
    public static byte[]? MadeFor(string field, int which) => field switch
    {
        "page" or "returnUrl" => Encoding.UTF8.GetBytes(Paths[which % Paths.Length]),
        "Form.Email" => Encoding.UTF8.GetBytes(Mails[which % Mails.Length]),
        _ => null,
    };

    /// <summary>So that it can be read in a report.</summary>
    public static string Show(byte[] bytes) =>
        string.Concat(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 120)).Select(c => c is >= ' ' and <= '~' ? $"{c}" : $"\\x{(int)c:x2}"))
        + (bytes.Length > 120 ? $"… ({bytes.Length} bytes)" : "");
}
