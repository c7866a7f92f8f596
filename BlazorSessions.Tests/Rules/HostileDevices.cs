using BlazorSessions.Domain.Devices;
using CsCheck;

namespace BlazorSessions.Tests.Rules;

/// <summary>A name is shown to people, so nothing that a stranger sends may come into it but harmless words.</summary>
[Trait("abuse", "A19")]
public sealed class HostileDevices
{
    private const int LongestName = 100; // as the columns have it

    // Anything at all, and words that mean something with anything between them.
    private static readonly Gen<string> Anything = Gen.OneOf(
        Gen.String,
        OneOf(
            "Chrome/", "Safari", "Windows", "Windows Phone", "(Linux; Android 10; K)", "iPhone14", "FBAN/", "FBIOS", "Opera Mini/", "bot", "Googlebot",
            "http://", "<script>", "<b>bot</b>", "\"onload=bot\"", "&amp;bot", "\0", "\u202e", "\ud83d", "\ude00", "/", " ", ";", "(", "\"", "\\", "9.", " on ", "spider\n")
            .Array[0, 20].Select(string.Concat),
        Gen.String.Select(OneOf("bot", "crawler/", " (+http://", "spider"), (text, end) => text + end));

    private static readonly Gen<ClientHints> Hints = Gen.Select(Header, Header, Header, Header, Gen.Bool)
        .Select((brands, platform, version, model, touched) => new ClientHints(brands, platform, version, model, touched));

    private static Gen<string> Header => Gen.OneOf(
        Gen.String,
        OneOf("\"Windows\"", "\"Android\"", "\"15.0\"", "\"Brave\";v=\"1\"", "\"", "\\", ";v=", ",", " ", "<", "Pixel (8) on ").Array[0, 6].Select(string.Concat),
        Gen.String.Select(text => $"\"{text}\""));

    [Fact]
    public void Nothing_that_is_sent_breaks_the_reading_or_brings_markup_into_a_name() =>
        Gen.Select(Anything, Hints).Sample(
            (userAgent, hints) =>
            {
                var described = DeviceDescription.Read(userAgent, hints);
                return IsHarmless(described.Name) && DeviceName.Parts(described.Name) == new DeviceNameParts(described.Browser, described.System, described.Model);
            },
            iter: 20_000);

    [Theory]
    [InlineData("<script>alert('bot')</script>")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; \"><img src=x onerror=alert(1)>) Chrome/140.0.0.0")]
    [InlineData("evil&bot/1.0 <b>")]
    [InlineData("\"quoted\"bot\r\nSet-Cookie: a=b")]
    [InlineData("\ud83dbot\ude00 \u202etob")]
    public void Markup_and_hidden_characters_come_into_no_name(string userAgent) =>
        Assert.True(IsHarmless(DeviceName.From(userAgent)));

    [Theory]
    [InlineData("bot", 100_000)]
    [InlineData("a/", 50_000)]
    [InlineData("Windows ", 12_500)]
    [InlineData("http://", 15_000)]
    [InlineData("(", 100_000)]
    public void A_hundred_kilobytes_give_a_short_name(string part, int times) =>
        Assert.True(IsHarmless(DeviceName.From(string.Concat(Enumerable.Repeat(part, times)))));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool IsHarmless(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => c is >= ' ' and <= '~' and not ('<' or '>' or '&' or '"' or '\''));
}
