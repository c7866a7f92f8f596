using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>Whether somebody who uses no mouse sees where on the page they are.</summary>
public static class FocusRing
{
    private const string Functions = """
        const parts = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderTopWidth',
          'backgroundColor', 'textDecorationLine'];
        const lookOf = e => { const style = getComputedStyle(e); return parts.map(part => style[part]); };
        const nameOf = e => `${e.localName} ${e.id || e.getAttribute('aria-label') || e.textContent.trim() || e.name || ''}`.slice(0, 60);
        const isClear = color => color === 'transparent' || /(,|\/) ?0\)$/.test(color);
        const isSeen = e => {
          e.blur();
          const before = lookOf(e);
          e.focus();
          const [style, width, color, ...others] = lookOf(e);
          return style !== 'none' && parseFloat(width) >= 1 && !isClear(color)
            ? [style, width, color].join() !== before.slice(0, 3).join()
            : others.join() !== before.slice(3).join();
        };
        """;

    private const string Everywhere = $$"""
        () => {
          {{Functions}}
          const first = document.activeElement;
          const room = document.querySelector('dialog:modal') ?? document;
          const unseen = [...room.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(e => e.type !== 'hidden' && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !isSeen(e))
            .map(nameOf);
          first.focus();
          return unseen;
        }
        """;

    private const string Here = $$"""
        () => {
          {{Functions}}
          const e = document.activeElement;
          return e === document.body ? null : { name: nameOf(e), isSeen: isSeen(e) };
        }
        """;

    /// <summary>The controls that look the same with the focus as without it.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Tab"); // browsers draw it only for those who use the keyboard
        return await page.EvaluateAsync<string[]>(Everywhere);
    }

    /// <summary>What has the focus, and whether that is seen; null between the last control and the first.</summary>
    public static Task<FocusStop?> HereAsync(IPage page) => page.EvaluateAsync<FocusStop?>(Here);
}

/// <summary>Where the Tab key has come to.</summary>
public sealed class FocusStop
{
    public string Name { get; set; } = "";

    public bool IsSeen { get; set; }
}
