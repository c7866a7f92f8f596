using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>All that reaches the device that is asked, while a code waits: its pages, its files, its circuit. The code is not in it.</summary>
[Trait("speed", "slow")]
public sealed class CodeNowhereElse
{
    [Fact]
    [Trait("abuse", "A07")]
    public async Task Device_one_receives_the_request_and_never_the_code()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        var received = new ConcurrentQueue<string>();
        var bodies = Listen(laptop.Page, received);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var urls = new ConcurrentQueue<string>();
        phone.Page.Request += (_, request) => urls.Enqueue(request.Url);

        var code = await phone.AskAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("Chrome on Linux");
        await laptop.Page.ReloadAsync();
        await laptop.IsLiveAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        var wrong = SignInShortcuts.WrongCodeFor(code);
        await laptop.ApproveAsync(wrong);
        await Expect(laptop.Dialog).ToContainTextAsync("That code is not right.");

        await Task.WhenAll(bodies);

        // Had it been sent, it would have been seen: what is known to have come is found, from the circuit too.
        Assert.Contains(received, part => part.StartsWith("frame", StringComparison.Ordinal) && part.Contains("Chrome on Linux", StringComparison.Ordinal));
        Assert.Contains(received, part => part.StartsWith("body", StringComparison.Ordinal) && part.Contains("New sign-in request", StringComparison.Ordinal));
        Assert.DoesNotContain(received, part => Holds(part, code));
        Assert.DoesNotContain(urls, url => Holds(url, code));
        Assert.DoesNotContain(app.Log.All, line => Holds(line, code));

        await laptop.ApproveAsync(code);
        await phone.IsAtAsync("/dashboard");
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        Assert.DoesNotContain(urls, url => Holds(url, code));
        Assert.DoesNotContain(app.Log.All, line => Holds(line, code));
    }

    /// <returns>What is still being read.</returns>
    private static ConcurrentBag<Task> Listen(IPage page, ConcurrentQueue<string> received)
    {
        var bodies = new ConcurrentBag<Task>();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            received.Enqueue("frame " + (frame.Binary is { } bytes ? Encoding.UTF8.GetString(bytes) : frame.Text));
        page.Response += (_, response) =>
        {
            received.Enqueue($"url {response.Url}");
            if (response.Request.ResourceType is "document" or "fetch" or "xhr" && response.Status is not (>= 300 and < 400))
            {
                bodies.Add(KeepAsync(response, received));
            }
        };
        return bodies;
    }

    private static async Task KeepAsync(IResponse response, ConcurrentQueue<string> received)
    {
        try
        {
            received.Enqueue("body " + await response.TextAsync());
        }
        catch (PlaywrightException)
        {
            // The browser has left the page, and its body with it.
        }
    }

    // Not as a part of a longer number, in which six digits may stand by chance.
    private static bool Holds(string text, string code) => Regex.IsMatch(text, $"(?<![0-9A-Za-z_-]){code}(?![0-9A-Za-z_-])");
}
