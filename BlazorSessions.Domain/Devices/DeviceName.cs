namespace BlazorSessions.Domain.Devices;

/// <summary>
/// What a person would call a device: "Chrome on Windows". Read from what the device says of itself, so it is a help to
/// recognise one's own devices and never a proof.
/// </summary>
public static class DeviceName
{
    /// <summary>Said where nothing can be told.</summary>
    public const string Unknown = "Unknown device";

    /// <summary>Said where only the system can be told.</summary>
    public const string UnknownBrowser = "Unknown browser";

    private const string On = " on ";

    /// <summary>Names the device of a user agent, which may be anything at all.</summary>
    public static string From(string? userAgent) => DeviceDescription.Read(userAgent).Name;

    /// <summary>Takes a name apart again. A text that is no name is a browser's alone.</summary>
    public static DeviceNameParts Parts(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == Unknown)
        {
            return default;
        }

        // No browser has "on" in its name and no system a bracket, so the first of each divides.
        var on = name.IndexOf(On, StringComparison.Ordinal);
        if (on < 0)
        {
            return new(name, null, null);
        }

        var browser = name[..on] is var before && before == UnknownBrowser ? null : before;
        var rest = name[(on + On.Length)..];
        var bracket = rest.EndsWith(')') ? rest.IndexOf(" (", StringComparison.Ordinal) : -1;
        return bracket < 0 ? new(browser, rest, null) : new(browser, rest[..bracket], rest[(bracket + 2)..^1]);
    }
}
