using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Rules;

public sealed class ClientHintReading
{
    private const string Chromium = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
    private const string Windows = $"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Chromium} Safari/537.36";
    private const string Linux = $"Mozilla/5.0 (X11; Linux x86_64) {Chromium} Safari/537.36";
    private const string Android = $"Mozilla/5.0 (Linux; Android 10; K) {Chromium} Mobile Safari/537.36";
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15";
    private const string Brands = "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\", \"Brave\";v=\"140\"";

    [Theory]
    [InlineData("Chrome on Windows 11", Windows, null, "\"Windows\"", "\"15.0.0\"", null)]
    [InlineData("Chrome on Windows 11", Windows, null, "\"Windows\"", "\"13\"", null)]
    [InlineData("Edge on Windows 11", Windows + " Edg/140.0.0.0", Brands, "\"Windows\"", "\"19.0.0\"", null)]
    [InlineData("Chrome on Windows", Windows, null, "\"Windows\"", "\"10.0.0\"", null)]
    [InlineData("Chrome on Windows", Windows, null, "\"Windows\"", "\"-15\"", null)]
    [InlineData("Chrome on Windows", Windows, null, "\"Windows\"", "\"99999999999999\"", null)]
    [InlineData("Brave on Linux", Linux, Brands, "\"Linux\"", "\"6.8.0\"", "\"\"")]
    [InlineData("Chrome on Android (Pixel 8)", Android, null, "\"Android\"", "\"14.0.0\"", "\"Pixel 8\"")]
    [InlineData("Chrome on Android (moto g60s)", Android, null, "\"Android\"", null, "\"moto g(60)s\"")]
    [InlineData("Chrome on Android", Android, null, "\"Android\"", "\"10\"", "\"K\"")]
    [InlineData("Chrome on ChromeOS", "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) " + Chromium + " Safari/537.36", null, "\"Chrome OS\"", "\"16181.47.0\"", "\"\"")]
    public void A_hint_adds_what_the_user_agent_hides(string name, string userAgent, string? brands, string? platform, string? version, string? model) =>
        Assert.Equal(name, Name(userAgent, new(brands, platform, version, model, isTouched: false)));

    [Theory]
    [InlineData("Chrome on Windows", Windows, "\"Android\"")]
    [InlineData("Chrome on Linux", Linux, "\"Windows\"")]
    [InlineData("Chrome on Android", Android, "\"Windows\"")]
    [InlineData("Chrome on Android", Android, null)]
    [InlineData("Safari on macOS", Mac, "\"Windows\"")]
    [InlineData("curl", "curl/8.5.0", "\"Windows\"")]
    [InlineData("Unknown device", "", "\"Windows\"")]
    public void A_hint_never_overrules_the_user_agent(string name, string userAgent, string? platform) =>
        Assert.Equal(name, Name(userAgent, new(Brands, platform, "\"15.0.0\"", "\"Pixel 8\"", isTouched: false)));

    [Fact]
    public void A_Mac_that_can_be_touched_is_an_iPad()
    {
        var touched = new ClientHints(null, null, null, null, isTouched: true);

        Assert.Equal(("Safari on iPad", DeviceKind.Tablet), (Name(Mac, touched), DeviceDescription.Read(Mac, touched).Kind));
        Assert.Equal("Chrome on Windows", Name(Windows, touched));
        Assert.Equal("Chrome on macOS", Name($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {Chromium} Safari/537.36", touched));
    }

    [Theory]
    [InlineData("Windows")]
    [InlineData("\"Windows")]
    [InlineData("\"Windows\" x")]
    [InlineData("\"Windows\", ")]
    [InlineData("\"Win\\dows\"")]
    [InlineData("\"Windows\u202e\"")]
    [InlineData("\"Windows\", \"Windows\"")]
    public void A_header_that_breaks_the_rules_of_structured_headers_tells_nothing(string platform) =>
        Assert.Equal("Chrome on Windows", Name(Windows, new(Brands, platform, "\"15.0.0\"", null, isTouched: false)));

    [Theory]
    [InlineData("\"<script>alert(1)</script>\"", "Chrome on Android (scriptalert1/script)")]
    [InlineData("\"a\\\" onload=\\\"b\\\\\"", "Chrome on Android (a onloadb)")]
    [InlineData("\"&quot;\"", "Chrome on Android (quot)")]
    [InlineData("\"()\"", "Chrome on Android")]
    public void A_model_is_never_markup(string model, string name) =>
        Assert.Equal(name, Name(Android, new(null, "\"Android\"", null, model, isTouched: false)));

    [Fact]
    public void A_long_model_is_cut_and_a_header_without_end_is_not_read()
    {
        Assert.Equal($"Chrome on Android ({new string('x', ClientHints.MaxModelLength)})", Name(Android, Model(new string('x', 400))));
        Assert.Equal("Chrome on Android", Name(Android, Model(new string('x', 100_000))));

        static ClientHints Model(string model) => new(null, "\"Android\"", null, $"\"{model}\"", isTouched: false);
    }

    private static string Name(string userAgent, ClientHints hints) => DeviceDescription.Read(userAgent, hints).Name;
}
