using BlazorSessions.App.Settings;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Browser;

/// <summary>What is to be found on no page is found where it has been put.</summary>
[Trait("speed", "slow")]
public sealed class GalleryEyes
{
    private const string Flawed = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <title>Flawed</title>
          <style>
            @keyframes turn { to { rotate: 1turn; } }
            h1 { animation: turn 3s infinite; }
            p { color: #777; background: #888; width: 30rem; }
            a:focus { outline: 2px solid transparent; box-shadow: 0 0 0 3px blue; }
            button:focus { outline: none; }
          </style>
        </head>
        <body>
          <main>
            <h1>A heading</h1>
            <p>Hard to read and too wide.</p>
            <input name="nameless">
            <a href="#here">A link</a>
            <button>A button</button>
          </main>
        </body>
        </html>
        """;

    private static readonly (Looked For, string What)[] Flaws =
    [
        (Looked.Axe, "Dark: color-contrast"),
        (Looked.Axe, "Light: label"),
        (Looked.Motion, "turn of h1"),
        (Looked.Sideways, "320 px: html is"),
        (Looked.ForcedColours, "forced colours, 320 px: label"),
        (Looked.ForcedColours, "focus not seen: button A button"),
    ];

    [Fact]
    public async Task Each_flaw_is_found_and_no_other()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app, options: new() { ReducedMotion = ReducedMotion.Reduce });
        await Motion.WatchAsync(ann.Page.Context);
        await ann.Page.RouteAsync("**/flawed", route => route.FulfillAsync(new() { ContentType = "text/html", Body = Flawed })); // and no policy
        await ann.Page.GotoAsync("/flawed");

        var findings = await GalleryLook.AtAsync(new("flawed", ann.Page));

        Assert.All(Flaws, flaw => Assert.Contains(findings, found => found.For == flaw.For && found.What.Contains(flaw.What, StringComparison.Ordinal)));
        Assert.DoesNotContain(findings, found => found.What.Contains("200 %", StringComparison.Ordinal)); // there is room enough
        Assert.DoesNotContain(findings, found => found.What.Contains("focus not seen: a ", StringComparison.Ordinal));
    }
}
