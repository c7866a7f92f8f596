using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Rules;

public sealed class DeviceDescriptions
{
    private const string OnWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    [Fact]
    public void Every_device_of_the_table_is_read_right()
    {
        var wrong = UserAgentRow.All.Where(row => Read(row.UserAgent) != row)
            .Select(row => $"{row} was read as {Read(row.UserAgent)}");

        Assert.True(UserAgentRow.All.Count >= 250);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("140", OnWindows)]
    [InlineData("138", OnWindows + " Edg/138.0.3351.95")]
    [InlineData("18.4", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4.1 Safari/605.1.15")]
    [InlineData("26.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1")]
    [InlineData("360", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21G80 Instagram 360.0.0.25.83 (iPhone14,2; iOS 17_6)")]
    [InlineData("480", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21G80 [FBAN/FBIOS;FBAV/480.0.0.34.109;FBSN/iOS]")]
    [InlineData("11", "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko")]
    [InlineData("8", "curl/8.5.0")]
    [InlineData(null, "undici")]
    [InlineData(null, "Mozilla/5.0 (Windows NT 10.0) Chrome/x.y")]
    public void A_version_is_the_one_that_people_quote(string? version, string userAgent) =>
        Assert.Equal(version, DeviceDescription.Read(userAgent).BrowserVersion);

    [Fact]
    public void Every_name_comes_apart_into_its_parts_and_together_again()
    {
        var hints = new ClientHints("\"Brave\";v=\"140\"", "\"Android\"", null, "\"Pixel 8 on tour\"", isTouched: false);
        var described = UserAgentRow.All.SelectMany(row => (DeviceDescription[])[DeviceDescription.Read(row.UserAgent), DeviceDescription.Read(row.UserAgent, hints)]).ToList();

        Assert.Contains(described, d => d.Model is not null);
        Assert.All(described, d =>
        {
            Assert.Equal(new DeviceNameParts(d.Browser, d.System, d.Model), DeviceName.Parts(d.Name));
            Assert.Equal(d.Name, DeviceName.Parts(d.Name).ToString());
        });
    }

    [Theory]
    [InlineData("Chrome on Windows", "Chrome", "Windows", null)]
    [InlineData("Chrome on Android (Pixel 8)", "Chrome", "Android", "Pixel 8")]
    [InlineData("Unknown browser on Linux", null, "Linux", null)]
    [InlineData("Unknown device", null, null, null)]
    [InlineData("curl", "curl", null, null)]
    [InlineData("", "", null, null)]
    public void A_name_is_taken_apart_for_another_language(string name, string? browser, string? system, string? model) =>
        Assert.Equal(new DeviceNameParts(browser, system, model), DeviceName.Parts(name));

    private static UserAgentRow Read(string userAgent)
    {
        var described = DeviceDescription.Read(userAgent);
        return new(userAgent, described.Browser, described.System, described.Kind);
    }
}
