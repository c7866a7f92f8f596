using BlazorSessions.Domain.Devices;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Layout;

/// <summary>How a device is called in the reader's language; what its parts are called is the same in all.</summary>
internal static class DeviceText
{
    private const string On = " on ";
    private const string UnknownBrowser = "Unknown browser";

    /// <param name="words">The reader's words.</param>
    /// <param name="name">The name of a device, as it is kept.</param>
    public static string Of(IStringLocalizer<Words> words, string name) => name.Split(On, 2) switch
    {
        [DeviceName.Unknown] => words["Device.Unknown"],
        [UnknownBrowser, var system] => words["Device.Named", words["Device.UnknownBrowser"].Value, system],
        [var browser, var system] => words["Device.Named", browser, system],
        _ => name,
    };
}
