using Microsoft.AspNetCore.Components.Web;

namespace BlazorSessions.App.Layout;

/// <summary>How the live parts of a page are rendered; everything around them is static.</summary>
internal static class Islands
{
    public static InteractiveServerRenderMode Mode { get; } = new(prerender: true);
}
