using System.Buffers.Text;
using System.Security.Cryptography;

namespace BlazorSessions.App.Security;

/// <summary>
/// What a browser may load and run on a page, its Content-Security-Policy (ASVS 3.4.3, 3.4.6, 3.4.7). A script runs when it has
/// the nonce of its response and not otherwise: not because of where it comes from, and never inline or by eval.
/// </summary>
internal static class ContentPolicy
{
    public const string ReportPath = "/csp-report";

    /// <summary>Where browsers report to that know <c>report-to</c>.</summary>
    public const string ReportingEndpoints = $"csp=\"{ReportPath}\"";

    /// <summary>For what is no page: shown as one, it loads nothing and stands in no frame.</summary>
    public const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    private const int NonceBytes = 16; // 128 bits (CSP 3, 7.1)

    /// <summary>The nonce of this response, for the scripts of the page.</summary>
    public static string NonceFor(HttpContext context)
    {
        if (context.Features.Get<Nonce>() is not { } nonce)
        {
            context.Features.Set(nonce = new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes))));
        }

        return nonce.Value;
    }

    /// <summary>
    /// For a page. One that asked for no nonce has no script. <c>report-to</c> works over HTTPS alone, and a browser that knows
    /// it no longer looks at <c>report-uri</c>.
    /// </summary>
    public static string PageOf(HttpContext context)
    {
        var scripts = context.Features.Get<Nonce>() is { } nonce ? $"'nonce-{nonce.Value}'" : "'none'";
        return $"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self'; connect-src 'self'; object-src 'none'; "
            + $"base-uri 'self'; form-action 'self'; frame-ancestors 'none'; report-uri {ReportPath}{(context.Request.IsHttps ? "; report-to csp" : "")}";
    }

    private sealed record Nonce(string Value);
}
