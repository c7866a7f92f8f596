using BlazorSessions.App;
using BlazorSessions.App.Layout;
using BlazorSessions.Domain.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.Tests.Languages;

/// <summary>A device is called so in each language, and its parts are called alike in all.</summary>
public sealed class DeviceTexts
{
    [Theory]
    [InlineData("Chrome on Windows", "Chrome ｏｎ Windows")]
    [InlineData("Chrome on Android (Pixel 8)", "Chrome ｏｎ Android (Pixel 8)")]
    [InlineData("Unknown browser on Linux", "Ｕｎｋｎｏｗｎ ｂｒｏｗｓｅｒ ｏｎ Linux")]
    [InlineData(DeviceName.Unknown, "Ｕｎｋｎｏｗｎ ｄｅｖｉｃｅ")]
    [InlineData("curl", "curl")]
    public void Only_what_stands_between_them_is_translated(string name, string text)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

        Assert.Equal(name, DeviceText.Of(services.GetRequiredService<IStringLocalizer<Words>>(), name));
        Assert.Equal(text, DeviceText.Of(new Pseudo(services.GetRequiredService<IStringLocalizer<Words>>()), name));
    }
}
