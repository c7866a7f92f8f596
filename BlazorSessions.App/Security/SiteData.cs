namespace BlazorSessions.App.Security;

/// <summary>What a browser keeps of this site beside cookies.</summary>
internal static class SiteData
{
    /// <summary>
    /// Has the browser throw it away (ASVS 14.3.1). Its cookies stay: the one of the session is deleted by name, and by that of
    /// the device the browser is to be known again.
    /// </summary>
    public static void Clear(HttpContext context) => context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
}
