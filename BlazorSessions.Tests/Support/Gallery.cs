using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>A page as somebody has it on the screen, to be looked at before the story goes on.</summary>
public sealed record GalleryState(string Name, IPage Page);

/// <summary>Every page in every state, each with a name. A story comes to several of them one after the other, as a person gets there.</summary>
public static partial class Gallery
{
    public static readonly IReadOnlyDictionary<string, Func<IAsyncEnumerable<GalleryState>>> Stories =
        new Dictionary<string, Func<IAsyncEnumerable<GalleryState>>>
        {
            ["signing in"] = SigningInAsync,
            ["resetting"] = ResettingAsync,
            ["signing up"] = SigningUpAsync,
            ["waiting"] = WaitingAsync,
            ["the dashboard"] = DashboardAsync,
            ["the whole log"] = WholeLogAsync,
            ["long words"] = LongWordsAsync,
            ["the account"] = AccountAsync,
            ["deletion"] = DeletionAsync,
            ["confirming"] = ConfirmingAsync,
            ["without scripts"] = WithoutScriptsAsync,
            ["errors"] = ErrorsAsync,
            ["too often"] = TooOftenAsync,
        };

    // No limit by rate and nothing that moves: a state stays as it is for as long as it is looked at.
    private static readonly string[] Settings = [TestApp.NoLimits];

    private static readonly BrowserNewContextOptions Still = new()
    {
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = 1280, Height = 1024 },
        ColorScheme = ColorScheme.Light,
    };

    private static Task<TestApp> StartAsync(params string[] more) => TestApp.StartAsync(DatabaseProvider.Sqlite, [.. Settings, .. more]);

    private static async Task<Person> AtAsync(TestApp app, string? email = null)
    {
        var person = await Person.AtAsync(app, email, Still);
        await Motion.WatchAsync(person.Page.Context);
        return person;
    }

    /// <summary>Presses a button whose form brings a page, and waits for that page.</summary>
    private static async Task SendAsync(this Person person, string button)
    {
        await person.Page.EvaluateAsync("() => { window.isBefore = true; }");
        await person.Button(button).ClickAsync();
        await person.Page.WaitForFunctionAsync("() => !window.isBefore && document.readyState === 'complete'");
    }

    private static async Task OpenAsync(this Person person, string path)
    {
        await person.Page.GotoAsync(path);
        await person.IsLiveAsync();
    }

    private static Task SeesAsync(this Person person, string text) => Expect(person.Page.GetByText(text)).ToBeVisibleAsync();

    private static ILocator DialogNamed(this Person person, string name) =>
        person.Page.GetByRole(AriaRole.Dialog, new() { Name = name });
}
