using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorSessions.Tests.Support;

/// <summary>What is wrong with a page as it is sent, before any script has touched it.</summary>
public static class HtmlFaults
{
    private static readonly string[] References =
        ["for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "aria-details", "aria-owns"];

    private static readonly string[] Once = ["h1", "main", "title"];

    public static IEnumerable<string> In(string html)
    {
        IHtmlDocument? page = null;
        string? error = null;
        try
        {
            page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
        }
        catch (HtmlParseException e)
        {
            error = $"line {e.Position.Line}, column {e.Position.Column}: {e.Message}";
        }

        return page is null ? [error!] : [.. DuplicateIds(page), .. LooseReferences(page), .. Counts(page), .. Nameless(page), .. Inline(page)];
    }

    private static IEnumerable<string> DuplicateIds(IHtmlDocument page) =>
        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(same => same.Count() > 1).Select(same => $"{same.Count()} elements have the id {same.Key}");

    private static IEnumerable<string> LooseReferences(IHtmlDocument page) =>
        from reference in References
        from element in page.QuerySelectorAll($"[{reference}]")
        from id in element.GetAttribute(reference)!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where page.GetElementById(id) is null
        select $"{reference} of {element.LocalName} leads to {id}, which is not there";

    private static IEnumerable<string> Counts(IHtmlDocument page) =>
        from name in Once
        let count = page.QuerySelectorAll($"{name}:not(svg *)").Length
        where count != 1
        select $"{count} elements {name}";

    private static IEnumerable<string> Nameless(IHtmlDocument page) =>
        from field in page.QuerySelectorAll("input:not([type=hidden]), select, textarea")
        where !field.HasAttribute("aria-label") && !page.QuerySelectorAll("label").Any(label => label.GetAttribute("for") == field.Id)
        select $"{field.LocalName} {field.GetAttribute("name")} has no label";

    // The policy would keep a browser from it.
    private static IEnumerable<string> Inline(IHtmlDocument page) =>
        from element in page.All
        where (element.LocalName == "script" && (!element.HasAttribute("src") || !element.HasAttribute("nonce")))
            || element.LocalName == "style"
            || element.Attributes.Any(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.Ordinal)
                || a.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
        select $"{element.LocalName} has a script or a style in itself: {element.OuterHtml}";
}
