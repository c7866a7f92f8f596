using System.Net;
using System.Text;
using AngleSharp.Html.Dom;

namespace BlazorSessions.Tests.Support;

/// <summary>
/// Somebody who is signed in on one device and waits on another, again and again: whatever a hostile request has done to the
/// account, the next one finds all in order.
/// </summary>
public sealed class FuzzedHousehold(TestApp app) : IDisposable
{
    private readonly Dictionary<Sender, (Visitor Browser, string Token)> browsers = [];
    private string request = "";
    private string notice = "";
    private int strangers;
    private bool isInDoubt;

    public Visitor SignedIn => browsers[Sender.SignedIn].Browser;

    /// <summary>How often there had to be a new account.</summary>
    public int Accounts { get; private set; }

    /// <summary>Sees to it that this sender is what it is to be.</summary>
    public async Task<Visitor> ReadyAsync(Sender who)
    {
        if (!browsers.ContainsKey(Sender.SignedIn) || (isInDoubt && (await SignedIn.GetAsync("/api/session")).Status != HttpStatusCode.OK))
        {
            Forget();
            var ann = await AddAsync(Sender.SignedIn, new Visitor(app), b => b.SignUpAsync(), "/account");
            await AddAsync(Sender.Nobody, ann.OtherDevice(), b => b.GetAsync("/signin"), "/signin");
            Accounts++;
        }

        isInDoubt = false;
        if (!browsers.TryGetValue(Sender.Waiting, out var waiting) || (who == Sender.Waiting && !await WaitsAsync(waiting.Browser)))
        {
            waiting.Browser?.Dispose();
            await AddAsync(Sender.Waiting, SignedIn.OtherDevice(), b => b.SignInAsync(), "/signin/approval");
            var page = (await SignedIn.GetAsync("/dashboard")).Html;
            request = ValueOf(page, "request");
            notice = ValueOf(page, "number");
        }

        return browsers[who].Browser;
    }

    /// <summary>A request to that target with what is hostile in it.</summary>
    public RawRequest Make(FuzzedTarget target, HostileRequest hostile)
    {
        var fields = Fields(target, hostile).ToList();
        var query = hostile.At(Place.Query).Select(spot => new HostileBody.Field(spot.Name, spot.Value, spot.IsRaw));
        var headers = HeadersOf(target, hostile).ToList();
        byte[] body = [];
        if (target.Method == "GET")
        {
            query = fields.Concat(query);
        }
        else
        {
            var token = browsers[target.Who].Token;
            (var type, body) = HostileBody.Write(hostile.Writing, fields.Append(HostileBody.Field.Of("__RequestVerificationToken", token)));
            headers.Insert(0, ("RequestVerificationToken", Encoding.ASCII.GetBytes(token)));
            headers.Insert(0, ("Content-Type", Encoding.ASCII.GetBytes(type)));
        }

        // One of a name is all that is taken: the hostile one.
        return new(target.Method, Address(target, hostile, [.. query]), [.. headers.AsEnumerable().Reverse().DistinctBy(h => h.Name).Reverse()], body);
    }

    /// <summary>Keeps the session where it got a new token; it may also be over.</summary>
    public void Take(FuzzedTarget target, RawAnswer answer)
    {
        isInDoubt |= target is { Who: Sender.SignedIn, Method: not "GET" };
        foreach (var (_, value) in answer.Headers.Where(h => h.Name == "Set-Cookie" && h.Value.StartsWith("session=", StringComparison.Ordinal)))
        {
            var token = value[8..value.IndexOf(';', StringComparison.Ordinal)];
            if (token.Length > 0 && target.Who == Sender.SignedIn)
            {
                SignedIn.Cookies.Add(app.Address, new Cookie("session", token));
            }
        }
    }

    public void Dispose() => Forget();

    private async Task<Visitor> AddAsync(Sender who, Visitor browser, Func<Visitor, Task> begin, string page)
    {
        await begin(browser);
        browsers[who] = (browser, ValueOf((await browser.GetAsync(page)).Html, "__RequestVerificationToken"));
        return browser;
    }

    private void Forget()
    {
        foreach (var (browser, _) in browsers.Values)
        {
            browser.Dispose();
        }

        browsers.Clear();
    }

    private static async Task<bool> WaitsAsync(Visitor browser) =>
        (await browser.GetAsync("/signin/approval")).Html.QuerySelector("[aria-label='Sign-in code']") is not null;

    private static string ValueOf(IHtmlDocument page, string name) =>
        page.QuerySelector($"input[name={name}]")?.GetAttribute("value") ?? "";

    private IEnumerable<HostileBody.Field> Fields(FuzzedTarget target, HostileRequest hostile)
    {
        var changed = hostile.At(Place.Field).ToLookup(spot => target.Fields.Length == 0 ? 0 : spot.Which % target.Fields.Length);
        for (var i = 0; i < target.Fields.Length; i++)
        {
            var name = Encoding.ASCII.GetBytes(target.Fields[i]);
            yield return changed[i].LastOrDefault() is { } spot
                ? new(name, (spot.Which % 3 > 0 ? HostileBytes.MadeFor(target.Fields[i], spot.Which) : null) ?? spot.Value, spot.IsRaw)
                : new(name, Encoding.UTF8.GetBytes(Ordinary(target, target.Fields[i])));
        }

        foreach (var spot in hostile.At(Place.MoreField))
        {
            yield return new(spot.Name, spot.Value, spot.IsRaw);
        }
    }

    private string Ordinary(FuzzedTarget target, string field) => field switch
    {
        "_handler" when target.Path == "/account" => target.Fields[1].Split('.')[0].ToLowerInvariant(),
        "_handler" when target.Path.Contains("token", StringComparison.Ordinal) => "reset",
        "_handler" => target.Path.Split('/', '=', '?')[target.Path.Contains("delete", StringComparison.Ordinal) ? 2 : ^1],
        "Form.Email" when target.Path == "/signup" => $"{++strangers}.{SignedIn.Email}",
        "Form.Email" => SignedIn.Email,
        "Form.Password" or "Form.ConfirmPassword" or "password" or "Password" or "Password.CurrentPassword" => Visitor.Password,
        "Form.NewPassword" or "Form.ConfirmNewPassword" or "Password.NewPassword" or "Password.ConfirmNewPassword" => Visitor.Password + "!",
        "Form.Code" => "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA",
        "code" => "000000",
        "request" => request,
        "number" => notice,
        "act" => "new-recovery-codes",
        "confirm" => "sign-out-everywhere-else",
        "page" => "/account",
        "id" or "session" or "decided" or "details" => $"{Guid.CreateVersion7()}",
        "device" or "token" => new string('A', 43),
        "status" => "active",
        "format" => "csv",
        "limit" => "7",
        "q" => "Chrome",
        "before" => new string('A', 32),
        "delete" or "wrong" or "unreadable" or "again" => "true",
        "returnUrl" => "/account",
        _ => "Ann",
    };

    private static byte[] Address(FuzzedTarget target, HostileRequest hostile, HostileBody.Field[] query)
    {
        using var address = new MemoryStream();
        var part = hostile.At(Place.Path).Concat(hostile.At(Place.Field)).FirstOrDefault(_ => target.HasOpenPath);
        address.Write(Encoding.ASCII.GetBytes(target.PathWith(part is null ? $"{Guid.CreateVersion7()}" : "")));
        address.Write(part is null ? [] : part.IsRaw ? part.Value : HostileBody.Escape(part.Value));

        if (query.Length > 0)
        {
            address.Write(target.Path.Contains('?', StringComparison.Ordinal) ? "&"u8 : "?"u8);
            address.Write(HostileBody.Urlencoded(query));
        }

        return address.ToArray();
    }

    private IEnumerable<(string Name, byte[] Value)> HeadersOf(FuzzedTarget target, HostileRequest hostile)
    {
        foreach (var spot in hostile.At(Place.Header))
        {
            yield return (HostileRequest.Headers[spot.Which % HostileRequest.Headers.Length], spot.Value);
        }

        var cookies = browsers[target.Who].Browser.Cookies.GetCookies(app.Address).ToDictionary(c => c.Name, c => Encoding.ASCII.GetBytes(c.Value));
        foreach (var spot in hostile.At(Place.Cookie))
        {
            cookies[HostileRequest.Cookies[spot.Which % HostileRequest.Cookies.Length]] = spot.IsRaw ? spot.Value : HostileBody.Escape(spot.Value);
        }

        yield return ("Cookie", [.. cookies.SelectMany(cookie => (byte[])[.. Encoding.ASCII.GetBytes($"{cookie.Key}="), .. cookie.Value, .. "; "u8])]);
    }
}
