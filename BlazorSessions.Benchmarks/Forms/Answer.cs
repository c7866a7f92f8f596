using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorSessions.Benchmarks.Forms;

/// <summary>What came back, and how long it took from the first byte sent to the last one received.</summary>
internal sealed partial record Answer(HttpStatusCode Status, IReadOnlyList<string> HeaderNames, byte[] Body, TimeSpan Took)
{
    /// <summary>The body, byte by byte: each byte is the character of the same number.</summary>
    public string Bytes => Encoding.Latin1.GetString(Body);

    /// <summary>
    /// All that somebody could learn from it besides its time: the status, which headers there are, and every byte of the
    /// body but the address that was typed. What is encrypted or drawn by lot looks different each time, so its length stands for it.
    /// </summary>
    public string Without(string address)
    {
        var body = EachTimeAnother().Replace(Bytes, value => value.Length.ToString(CultureInfo.InvariantCulture));
        return $"{Status}\n{string.Join('\n', HeaderNames)}\n{body.Replace(address, "", StringComparison.Ordinal)}";
    }

    // The antiforgery value, what lets the page's own scripts run, and the state that Blazor gives to every page for its islands.
    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" value=\"|nonce=\"|<!--Blazor-Server-Component-State:)[A-Za-z0-9+/=_-]+")]
    private static partial Regex EachTimeAnother();
}
