using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>Pictures of the whole gallery, in the folder that the environment variable SCREENSHOTS names; none without it.</summary>
public static class Screenshots
{
    private const int Height = 900;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS");
    private static readonly int[] Widths = [320, 768, 1440];

    public static async Task TakeAsync(GalleryState state)
    {
        if (Folder is null)
        {
            return;
        }

        var usual = state.Page.ViewportSize!;
        foreach (var width in Widths)
        {
            await state.Page.SetViewportSizeAsync(width, Height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await state.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var name = $"{state.Name}-{width}-{scheme}.png".ToLowerInvariant();
                await state.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name), FullPage = true });
            }
        }

        await state.Page.SetViewportSizeAsync(usual.Width, usual.Height);
    }
}
