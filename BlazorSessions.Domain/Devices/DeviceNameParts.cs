namespace BlazorSessions.Domain.Devices;

/// <summary>A name in its parts, for a page that says it in another language.</summary>
/// <param name="Browser">"Chrome", "curl", "Googlebot"; null for an unknown one.</param>
/// <param name="System">"Windows 11", "iPhone"; null where none is named.</param>
/// <param name="Model">"Pixel 8"; null where none is named.</param>
public readonly record struct DeviceNameParts(string? Browser, string? System, string? Model)
{
    /// <summary>The name that these are the parts of.</summary>
    public override string ToString() => (Browser, System) switch
    {
        ({ } browser, { } system) => Model is null ? $"{browser} on {system}" : $"{browser} on {system} ({Model})",
        ({ } browser, null) => browser,
        (null, { } system) => Model is null ? $"{DeviceName.UnknownBrowser} on {system}" : $"{DeviceName.UnknownBrowser} on {system} ({Model})",
        _ => DeviceName.Unknown,
    };
}
