using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Rules;

public sealed class DeviceNames
{
    [Theory]
    [InlineData("Chrome on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("Edge on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0")]
    [InlineData("Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0")]
    [InlineData("Safari on macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15")]
    [InlineData("Safari on iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1")]
    [InlineData("Chrome on iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1")]
    [InlineData("Firefox on iPad", "Mozilla/5.0 (iPad; CPU OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 Safari/605.1.15")]
    [InlineData("Chrome on Android", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36")]
    [InlineData("Samsung Internet on Android", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36")]
    [InlineData("Opera on macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0")]
    [InlineData("Chrome on ChromeOS", "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("curl", "curl/8.5.0")]
    [InlineData("Unknown device", "")]
    [InlineData("Unknown device", null)]
    [InlineData("Unknown device", "<script>alert(1)</script>")]
    [InlineData("Unknown browser on Linux", "Something/1.0 (Linux)")]
    public void A_device_is_called_what_a_person_would_call_it(string name, string? userAgent) =>
        Assert.Equal(name, DeviceName.From(userAgent));

    [Fact]
    public void A_hostile_user_agent_is_cut_and_cleaned()
    {
        var hostile = "Chrome/1\r\nSet-Cookie: a=b\0\u202e" + new string('x', 10_000) + "😀";

        var device = new Device(OpaqueToken.Issue().Hash(), hostile, "192.0.2.1");

        Assert.True(device.UserAgent.Length <= Device.MaxUserAgentLength);
        Assert.DoesNotContain(device.UserAgent, c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public void The_cut_never_goes_through_a_character()
    {
        var device = new Device(OpaqueToken.Issue().Hash(), new string('x', Device.MaxUserAgentLength - 1) + "😀", "192.0.2.1");

        Assert.Equal(Device.MaxUserAgentLength - 1, device.UserAgent.Length);
    }
}
