using BlazorSessions.Domain.Devices;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Layout;

/// <summary>How a device is called in the reader's language; what its parts are called is the same in all.</summary>
internal static class DeviceText
{
    /// <param name="words">The reader's words.</param>
    /// <param name="name">The name of a device, as it is kept.</param>
    public static string Of(IStringLocalizer<Words> words, string name)
    {
        var (browser, system, model) = DeviceName.Parts(name);
        return (browser, system) switch
        {
            (null, null) => words["Device.Unknown"],
            (_, null) => browser,
            _ => words["Device.Named", browser ?? words["Device.UnknownBrowser"].Value, model is null ? system : $"{system} ({model})"],
        };
    }
}
