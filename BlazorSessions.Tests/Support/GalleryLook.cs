using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>What is looked for on every page.</summary>
public enum Looked
{
    Reached,
    Axe,
    Sideways,
    ForcedColours,
    Motion,
}

/// <summary>Something that is wrong with a page in a state.</summary>
public sealed record Finding(Looked For, string State, string What)
{
    public override string ToString() => $"{State}: {What}";
}

/// <summary>Looks at one page in one state from all sides, and leaves it as it was.</summary>
public sealed class GalleryLook(GalleryState state)
{
    private const string Colours = "color-contrast";

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly (string Name, int Width, int Height)[] Narrow = [("200 %", 640, 512), ("320 px", 320, 640)];

    private const string RunAxe = """
        async ([tags, off]) => {
          const rules = Object.fromEntries(off.map(rule => [rule, { enabled: false }]));
          const { violations } = await axe.run(document, { runOnly: tags, rules, resultTypes: ['violations'] });
          return violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id} (${rule.help}): ${node.target.join(' ')} – ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`));
        }
        """;

    // A page or an open dialog that is wider than it may be, and the first few things in it that are the cause.
    private const string WiderThanItsBox = """
        () => [document.documentElement, ...document.querySelectorAll('dialog[open]')]
          .filter(box => box.scrollWidth > box.clientWidth)
          .map(box => {
            const end = box.getBoundingClientRect().left + box.clientWidth + 1;
            const sticksOut = e => e.getBoundingClientRect().left + Math.max(e.getBoundingClientRect().width, e.scrollWidth) > end;
            const causes = [...box.querySelectorAll('*')].filter(e => sticksOut(e) && ![...e.children].some(sticksOut));
            const names = causes.slice(0, 3).map(e => `${e.localName} ${e.className} "${e.textContent.trim().slice(0, 40)}"`);
            return `${box.localName} is ${box.scrollWidth} wide in ${box.clientWidth}: ${names.join('; ')}`;
          })
        """;

    private readonly IPage page = state.Page;
    private readonly List<Finding> findings = [];

    public static async Task<IReadOnlyList<Finding>> AtAsync(GalleryState state)
    {
        var look = new GalleryLook(state);
        var usual = state.Page.ViewportSize!;
        await look.InBothSchemesAsync();
        await look.InLittleRoomAsync();
        await look.InForcedColoursAsync();
        await state.Page.SetViewportSizeAsync(usual.Width, usual.Height);
        return look.findings;
    }

    private async Task InBothSchemesAsync()
    {
        await page.EvaluateAsync(Axe);
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            Add(Looked.Motion, $"{scheme}", await Motion.SeenAsync(page));
            Add(Looked.Axe, $"{scheme}", await AxeAsync());
        }
    }

    private async Task InLittleRoomAsync()
    {
        foreach (var (name, width, height) in Narrow)
        {
            await page.SetViewportSizeAsync(width, height);
            Add(Looked.Sideways, name, await page.EvaluateAsync<string[]>(WiderThanItsBox));
        }
    }

    // In little room too: what then scrolls or shrinks must be reached as well.
    private async Task InForcedColoursAsync()
    {
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        Add(Looked.ForcedColours, "forced colours, 320 px", await AxeAsync(Colours));
        Add(Looked.ForcedColours, "forced colours, focus not seen", await FocusRing.MissingAsync(page));
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, ReducedMotion = ReducedMotion.Reduce });
    }

    private Task<string[]> AxeAsync(params string[] off) => page.EvaluateAsync<string[]>(RunAxe, new[] { Tags, off });

    private void Add(Looked what, string how, IEnumerable<string> found) =>
        findings.AddRange(found.Select(it => new Finding(what, state.Name, $"{how}: {it}")));
}
