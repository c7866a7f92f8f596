using CsCheck;

namespace BlazorSessions.Tests.Support;

/// <summary>One thing about a request that is not as it should be.</summary>
/// <param name="Where">Where it is.</param>
/// <param name="Which">Which of those that are there.</param>
/// <param name="Name">What it is called, where it is one more.</param>
/// <param name="Value">What it says.</param>
/// <param name="IsRaw">It stands there byte by byte, where others would escape it.</param>
public sealed record Spot(Place Where, int Which, byte[] Name, byte[] Value, bool IsRaw);

/// <summary>Where something hostile can be in a request.</summary>
public enum Place
{
    /// <summary>In a field of the form, or of the address.</summary>
    Field,

    /// <summary>In a field that the form has not, or has already.</summary>
    MoreField,

    /// <summary>In the address.</summary>
    Query,

    /// <summary>In a header that somebody reads.</summary>
    Header,

    /// <summary>In a cookie.</summary>
    Cookie,

    /// <summary>In the path.</summary>
    Path,
}

/// <summary>How a body is written.</summary>
public enum Writing
{
    Form,
    Multipart,
    Json,
    Nonsense,
}

/// <summary>What makes one request hostile; the rest of it is as any browser would send it.</summary>
public sealed record HostileRequest(IReadOnlyList<Spot> Spots, Writing Writing)
{
    public static readonly string[] Headers =
    [
        "User-Agent", "Sec-CH-UA", "Sec-CH-UA-Platform", "Sec-CH-UA-Platform-Version", "Sec-CH-UA-Model", "Accept-Language", "X-Forwarded-For", "X-Forwarded-Proto",
        "X-Forwarded-Host", "Forwarded", "Origin", "Referer", "Content-Type", "X-Unattended", "RequestVerificationToken", "Accept", "Accept-Encoding", "If-None-Match",
        "If-Modified-Since", "Range", "Authorization", "X-HTTP-Method-Override", "Sec-Fetch-Site", "blazor-enhanced-nav", "Content-Encoding",
    ];

    public static readonly string[] Cookies =
        ["session", "device", "waiting", "recovery-codes", "saved", "proof", "antiforgery", "zone", "touch", "unattended", "__Host-session", ".AspNetCore.Culture"];

    // Every other is the one that is kept.
    private static readonly Gen<int> Header = Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[0, Headers.Length - 1]));

    private static readonly Gen<Place> Somewhere = Gen.Frequency(
        (8, Place.Field), (3, Place.MoreField), (2, Place.Query), (5, Place.Header), (3, Place.Cookie), (1, Place.Path));

    private static readonly Gen<Spot> AnySpot = Gen.Select(
        Somewhere, Gen.Int[0, 999], Header, HostileBytes.Names, HostileBytes.All, Gen.Frequency((5, false), (1, true)),
        (where, which, header, name, value, isRaw) => new Spot(where, where == Place.Header ? header : which, name, value, isRaw));

    public static Gen<HostileRequest> All { get; } = Gen.Select(
        AnySpot.Array[1, 4], Gen.Frequency((12, Writing.Form), (3, Writing.Multipart), (2, Writing.Json), (1, Writing.Nonsense)),
        (spots, writing) => new HostileRequest(spots, writing));

    public IEnumerable<Spot> At(Place where) => Spots.Where(spot => spot.Where == where);
}
