using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Layout;

/// <summary>The name of a device in the reader's language.</summary>
public static class DeviceText
{
    public static string Of(IStringLocalizer<Words> words, string name) => name;
}
