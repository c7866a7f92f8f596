using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>The keyboard of a person who has no mouse. Wherever Tab stops, it must be seen, and the next Tab must lead on.</summary>
public sealed class Typist(Person person)
{
    private const int MostStops = 60; // more than the longest page has

    private IKeyboard Keyboard => person.Page.Keyboard;

    /// <summary>Every stop so far, in order.</summary>
    public List<string> Stops { get; } = [];

    public Task ToButtonAsync(string name) => ToAsync(person.Button(name));

    public Task ToLinkAsync(string name) => ToAsync(person.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));

    public async Task TypeIntoAsync(string label, string text)
    {
        await ToAsync(person.Page.GetByLabel(label, new() { Exact = true }));
        await TypeAsync(text);
    }

    public Task TypeAsync(string text) => Keyboard.TypeAsync(text);

    public Task PressAsync(string key) => Keyboard.PressAsync(key);

    /// <summary>Goes once through the whole page and comes out of it: nothing holds the focus.</summary>
    public async Task GoAroundAsync()
    {
        await ToEndAsync();
        await ToEndAsync();
    }

    private async Task ToAsync(ILocator wanted)
    {
        await wanted.WaitForAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                await Expect(wanted).ToBeInViewportAsync();
                return;
            }

            await TabAsync();
        }

        Assert.Fail($"Tab does not lead to {wanted}, only to {string.Join(", ", Stops.TakeLast(MostStops))}");
    }

    private async Task ToEndAsync()
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await TabAsync() is null)
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead out of {string.Join(", ", Stops.TakeLast(MostStops))}");
    }

    private async Task<string?> TabAsync()
    {
        await PressAsync("Tab");
        if (await FocusRing.HereAsync(person.Page) is not { } here)
        {
            return null;
        }

        Stops.Add(here.Name);
        Assert.True(here.IsSeen, $"{here.Name} on {person.Page.Url} has the focus, and nothing shows it");
        return here.Name;
    }
}
