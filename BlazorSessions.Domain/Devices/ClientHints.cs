using System.Globalization;

namespace BlazorSessions.Domain.Devices;

/// <summary>
/// What a browser tells beside its user agent, which has been frozen for years: the brands (Sec-CH-UA), the platform and its
/// version, the model, and whether an Apple device can be touched. All of it may be anything at all.
/// </summary>
public sealed record ClientHints
{
    /// <summary>UTF-16 units of a model that are kept.</summary>
    public const int MaxModelLength = 40;

    private const int FirstWindows11 = 13; // platform versions up to 10 are Windows 10

    // Browsers whose user agent is Chrome's to the letter.
    private static readonly (string Brand, string Name)[] Brands =
    [
        ("Brave", "Brave"), ("Vivaldi", "Vivaldi"), ("DuckDuckGo", "DuckDuckGo"), ("Ecosia", "Ecosia"),
    ];

    private readonly string? brand;
    private readonly string? system;
    private readonly bool isWindows11;
    private readonly string? model;
    private readonly bool isTouched;

    /// <summary>Takes the headers as they came, or null for those that did not.</summary>
    public ClientHints(string? brands, string? platform, string? platformVersion, string? model, bool isTouched)
    {
        var named = StructuredText.List(brands);
        brand = Array.Find(Brands, b => named.Contains(b.Brand)).Name;
        system = StructuredText.Item(platform) is { } told ? Systems.OfPlatform(told) : null;
        isWindows11 = int.TryParse(StructuredText.Item(platformVersion)?.Split('.')[0], NumberStyles.None, null, out var major)
            && major >= FirstWindows11;
        this.model = ModelIn(StructuredText.Item(model));
        this.isTouched = isTouched;
    }

    /// <summary>Adds what the user agent hides. Hints of another system than the user agent's are not believed.</summary>
    internal DeviceDescription AddTo(DeviceDescription described)
    {
        if (isTouched && described is { Browser: Browsers.Safari, System: Systems.MacOs })
        {
            return described with { System = Systems.Ipad, Kind = DeviceKind.Tablet };
        }

        if (system is null || described.System != system)
        {
            return described;
        }

        return described with
        {
            Browser = described.Browser == Browsers.Chrome ? brand ?? Browsers.Chrome : described.Browser,
            System = system == Systems.Windows && isWindows11 ? "Windows 11" : system,
            Model = system == Systems.Android ? model : null,
        };
    }

    // Letters, digits and what stands between them; brackets would be taken for the end of the model.
    private static string? ModelIn(string? text)
    {
        var kept = string.Concat((text ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '+' or '/')).Trim();
        kept = kept[..Math.Min(kept.Length, MaxModelLength)].TrimEnd();
        return kept is "" or "K" ? null : kept; // K stands in user agents for every model
    }
}
