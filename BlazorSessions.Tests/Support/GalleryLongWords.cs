using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>A person and a device with names that are one word each, as long as they may be and nowhere to be broken.</summary>
public static partial class Gallery
{
    private static async IAsyncEnumerable<GalleryState> LongWordsAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.SendAsync("I have saved them");
        await ann.OpenAsync("/account");
        await ann.FillAsync(("First name", new string('W', PersonName.MaxLength)), ("Last name", new string('M', PersonName.MaxLength)));
        await ann.SendAsync("Save name");
        await ann.IsLiveAsync();
        yield return new("account-long-name", ann.Page);

        var agent = new string('W', Device.MaxUserAgentLength - 3) + "bot";
        await app.SignInAsync(ann.Email, new Device(OpaqueToken.Issue().Hash(), agent, LongAddress));
        await Expect(ann.Dialog).ToContainTextAsync("WWWW");
        yield return new("request-long-user-agent", ann.Page);

        await ann.Button("This wasn't me").ClickAsync();
        await ann.SeesAsync("was not let in");
        yield return new("account-denied-long-user-agent", ann.Page);

        await ann.OpenAsync("/dashboard");
        await Expect(ann.Row("WWWW")).ToBeVisibleAsync();
        yield return new("log-long-user-agent", ann.Page);

        await ann.Row("WWWW").GetByRole(AriaRole.Button).First.ClickAsync();
        await ann.SeesAsync(agent);
        yield return new("details-long-user-agent", ann.Page);
    }
}
