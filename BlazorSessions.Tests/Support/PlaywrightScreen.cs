using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>A device in Chromium or Firefox.</summary>
public sealed class PlaywrightScreen(Person person) : IScreen
{
    // Firefox closes the socket of a page that it begins to leave, and the framework may just be answering there.
    private static readonly string[] LastWords = ["WebSocket is not in the OPEN state", "Failed to deliver completion notification"];

    private IPage Page => person.Page;

    public IEnumerable<string> Complaints => person.Complaints.Where(c => !LastWords.Any(l => c.Contains(l, StringComparison.Ordinal)));

    public void Expect(string complaint) => person.Expected.Add(complaint);

    public Task OpenAsync(string path) => Page.GotoAsync(path);

    public Task BackAsync() => Page.GoBackAsync();

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await IsLiveAsync();
    }

    public async Task TypeAsync(string label, string text)
    {
        await Field(label).ClickAsync();
        await TypeAsync(text);
    }

    public Task TypeAsync(string text) => Page.Keyboard.TypeAsync(text);

    public Task EnterAsync() => Page.Keyboard.PressAsync("Enter");

    public Task EscapeAsync() => Page.Keyboard.PressAsync("Escape");

    public Task PressAsync(string name) => person.Button(name).ClickAsync();

    public async Task<string> ReadAsync(string name) => await Page.GetByLabel(name).InnerTextAsync();

    public Task IsAtAsync(string path) => person.IsAtAsync(path);

    public Task IsLiveAsync() => person.IsLiveAsync();

    public Task ShowsAsync(string text) => Assertions.Expect(Shown(text).First).ToBeVisibleAsync();

    public Task ShowsNoMoreAsync(string text) => Assertions.Expect(Shown(text)).ToHaveCountAsync(0);

    public Task HasDialogAsync(string name, string text) => Assertions.Expect(Dialog(name).Filter(new() { HasText = text })).ToBeVisibleAsync();

    public Task HasNoDialogAsync(string name) => Assertions.Expect(Dialog(name)).ToBeHiddenAsync();

    public Task HasFocusInAsync(string label) => Assertions.Expect(Field(label)).ToBeFocusedAsync();

    public Task HasRowsAsync(string table, string text, int count)
    {
        var rows = Page.GetByRole(AriaRole.Table, new() { Name = table }).Locator("tbody").GetByRole(AriaRole.Row);
        return Assertions.Expect(rows.Filter(new() { HasText = text })).ToHaveCountAsync(count);
    }

    public ValueTask DisposeAsync() => person.DisposeAsync();

    private ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    private ILocator Shown(string text) => Page.GetByText(text).Filter(new() { Visible = true });

    private ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });
}
