namespace BlazorSessions.Tests.Support;

/// <summary>
/// One device with a screen, a keyboard and a pointer, whichever engine draws its pages. Everything is found by its role, its
/// name or its text, and waited for.
/// </summary>
public interface IScreen : IAsyncDisposable
{
    /// <summary>What the browser's console complained of, where it can be heard.</summary>
    IEnumerable<string> Complaints { get; }

    /// <summary>What the test does on purpose, by a text that the complaint contains.</summary>
    void Expect(string complaint);

    Task OpenAsync(string path);

    /// <summary>To the page before this one.</summary>
    Task BackAsync();

    /// <summary>Loads the page anew and waits until it is live.</summary>
    Task ReloadAsync();

    /// <summary>Clicks into the field with this label and types, key by key.</summary>
    Task TypeAsync(string label, string text);

    /// <summary>Types, key by key, wherever the focus is.</summary>
    Task TypeAsync(string text);

    Task EnterAsync();

    Task EscapeAsync();

    /// <summary>Clicks a button.</summary>
    Task PressAsync(string name);

    /// <summary>What an output says.</summary>
    Task<string> ReadAsync(string name);

    Task IsAtAsync(string path);

    /// <summary>Waits until the page is live: what is typed at the very moment when it becomes so may lose a key.</summary>
    Task IsLiveAsync();

    Task ShowsAsync(string text);

    Task ShowsNoMoreAsync(string text);

    /// <summary>Waits until a dialog is shown and contains the text.</summary>
    Task HasDialogAsync(string name, string text = "");

    Task HasNoDialogAsync(string name);

    Task HasFocusInAsync(string label);

    /// <summary>Waits until so many rows of the table's body contain the text.</summary>
    Task HasRowsAsync(string table, string text, int count);

    /// <summary>Makes an account, typing it in.</summary>
    async Task SignUpAsync(string email)
    {
        await OpenAsync("/signup");
        await TypeAsync("First name", "Ann");
        await TypeAsync("Last name", "Lee");
        await TypeAsync("Email", email);
        await TypeAsync("Password", SignInShortcuts.Password);
        await TypeAsync("Confirm password", SignInShortcuts.Password);
        await PressAsync("Create account");
        await IsAtAsync("/dashboard");
    }

    /// <summary>A new device with a browser of this engine.</summary>
    static async Task<IScreen> AtAsync(Engine engine, ISite site) => engine switch
    {
        Engine.Firefox => new PlaywrightScreen(
            await Person.AtAsync(site, browser: await (await TestContext.Current.GetFixture<Firefox>())!.BrowserAsync())),
        Engine.WebKit => await WebDriverScreen.AtAsync(site),
        _ => new PlaywrightScreen(await Person.AtAsync(site)),
    };
}
