using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorSessions.Tests.Support;

/// <summary>One device without a screen: a cookie jar that opens pages, fills in their forms and posts them.</summary>
public sealed class Visitor : IDisposable
{
    public const string Password = SignInShortcuts.Password;

    private readonly HttpClient client;
    private readonly ISite site;

    public Visitor(ISite site, string? email = null, string? userAgent = null)
    {
        this.site = site;
        Email = email ?? $"{Guid.CreateVersion7():N}@example.org";
        client = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = site.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
    }

    public CookieContainer Cookies { get; } = new();

    public string Email { get; }

    /// <summary>A device that brings a token it should not have, or no longer has a use for.</summary>
    public static Visitor WithSession(ISite site, string token)
    {
        var visitor = new Visitor(site);
        visitor.Cookies.Add(site.Address, new Cookie("session", token));
        return visitor;
    }

    /// <summary>Loses the session cookie, as a browser does whose person clears it; the session stays open.</summary>
    public void ForgetSession() => Cookies.Add(site.Address, new Cookie("session", "") { Expired = true });

    public string? Cookie(string name) => Cookies.GetCookies(site.Address)[name]?.Value;

    /// <summary>Another device of the same person, at the same site or at another node of it.</summary>
    public Visitor OtherDevice(ISite? elsewhere = null, string? userAgent = null) => new(elsewhere ?? site, Email, userAgent);

    public async Task<Answer> GetAsync(string path) => await Answer.ReadAsync(await client.GetAsync(path, Ct));

    public async Task<Answer> SendAsync(HttpRequestMessage request) => await Answer.ReadAsync(await client.SendAsync(request, Ct));

    /// <summary>Opens a page, fills in the form that has a button of this name, and posts it as a browser would.</summary>
    public async Task<Answer> SubmitAsync(string path, string button, params (string Label, string Value)[] values) =>
        await PostAsync(path, FormOf((await GetAsync(path)).Html, button, values));

    public async Task<Answer> PostAsync(string page, (string Action, Dictionary<string, string> Fields) form) =>
        await Answer.ReadAsync(await client.PostAsync(form.Action.Length > 0 ? form.Action : page, new FormUrlEncodedContent(form.Fields), Ct));

    public Task<Answer> SignUpAsync() => SubmitAsync(
        "/signup", "Create account",
        ("First name", "Ann"), ("Last name", "Lee"), ("Email", Email), ("Password", Password), ("Confirm password", Password));

    public Task<Answer> SignInAsync(string password = Password, string page = "/signin") =>
        SubmitAsync(page, "Sign in", ("Email", Email), ("Password", password));

    /// <summary>Whether the session cookie opens anything.</summary>
    public async Task<bool> IsSignedInAsync() => (await GetAsync("/api/session")).Status == HttpStatusCode.OK;

    /// <summary>Lets another device of the same person in, by plain forms.</summary>
    public async Task<Visitor> LetInAsync()
    {
        var other = OtherDevice();
        await LetInAgainAsync(other);
        return other;
    }

    /// <summary>Lets a device in that was here before.</summary>
    public async Task LetInAgainAsync(Visitor other)
    {
        await other.SignInAsync();
        await SubmitAsync("/dashboard", "Approve", ("6-digit code", await other.CodeAsync()));
        await other.SubmitAsync("/signin/approval", "Check again");
    }

    /// <summary>Ends a session as a program does, with the token of a page.</summary>
    public async Task<Answer> DeleteSessionAsync(string id, string tokenFrom = "/dashboard")
    {
        var page = await GetAsync(tokenFrom);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/sessions/{id}");
        request.Headers.Add("RequestVerificationToken", page.Token);
        return await SendAsync(request);
    }

    /// <summary>The recovery codes that a page shows this once.</summary>
    public async Task<IReadOnlyList<string>> RecoveryCodesAsync(string page = "/dashboard") =>
        [.. (await GetAsync(page)).Html.QuerySelectorAll("section[aria-label='Recovery codes'] li").Select(li => li.TextContent.Trim())];

    /// <summary>Comes with a recovery code and a new password, and without the old one.</summary>
    public Task<Answer> RecoverAsync(string code, string newPassword) => SubmitAsync(
        "/signin/recovery", "Sign in",
        ("Email", Email), ("Recovery code", code), ("New password", newPassword), ("Confirm new password", newPassword));

    /// <summary>What the page of a signed-in browser has to tell.</summary>
    /// <summary>Sets the password anew by a link of the operator.</summary>
    public Task<Answer> SetPasswordAsync(string link, string newPassword, string? again = null) => SubmitAsync(
        link, "Set password", ("New password", newPassword), ("Confirm new password", again ?? newPassword));

    public async Task<IReadOnlyList<string>> NoticesAsync() =>
        [.. (await GetAsync("/dashboard")).Html.QuerySelectorAll("section[aria-label=Notices] .notice").Select(n => n.TextContent.Trim())];

    public async Task<string> CodeAsync() =>
        (await GetAsync("/signin/approval")).Html.QuerySelector("[aria-label='Sign-in code']")!.TextContent.Trim();

    /// <summary>The form with this button, with what a person would have typed in its labelled fields.</summary>
    public static (string Action, Dictionary<string, string> Fields) FormOf(
        IHtmlDocument page, string button, params (string Label, string Value)[] values)
    {
        var form = page.Forms.SingleOrDefault(f => f.QuerySelectorAll("button").Any(b => b.GetAttribute("aria-label") is null && b.TextContent.Trim() == button))
            ?? page.Forms.SingleOrDefault(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Trim() == button))
            ?? throw new InvalidOperationException($"No form has the button {button}: {page.Body?.TextContent}");
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (label, value) in values)
        {
            fields[page.LabelledBy(label).Name!] = value;
        }

        return (form.GetAttribute("action") ?? "", fields);
    }

    public void Dispose() => client.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}

/// <summary>Finds what a person would find on a page.</summary>
public static class PageSearch
{
    /// <summary>The field whose label has exactly this text.</summary>
    public static IHtmlInputElement LabelledBy(this IHtmlDocument page, string label) =>
        (IHtmlInputElement)page.GetElementById(
            page.QuerySelectorAll<IHtmlLabelElement>("label").Single(l => l.TextContent.Trim() == label).HtmlFor!)!;

    /// <summary>What is said of that field; null when nothing is wrong with it.</summary>
    public static string? ErrorBeside(this IHtmlDocument page, string label)
    {
        var input = page.LabelledBy(label);
        return input.GetAttribute("aria-invalid") == "true"
            ? page.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent
            : null;
    }
}

/// <summary>What came back, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string? Location, string Body, HttpResponseMessage Response)
{
    public IHtmlDocument Html => new HtmlParser().ParseDocument(Body);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode, PathOf(response.Headers.Location), await response.Content.ReadAsStringAsync(), response);

    /// <summary>What a person reads on the page.</summary>
    public string Text => Html.Body?.TextContent ?? "";

    /// <summary>Without it nothing is taken from this page's browser.</summary>
    public string Token => Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>A header as it was sent; null when it was not.</summary>
    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    private static string? PathOf(Uri? location) => location is { IsAbsoluteUri: true } ? location.PathAndQuery : location?.OriginalString;
}
