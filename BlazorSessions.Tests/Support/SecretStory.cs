using System.Net;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Support;

/// <summary>All that one person does, by plain forms, and every secret that she and her browsers have had meanwhile.</summary>
public sealed class SecretStory : IDisposable
{
    private const string SecondPassword = "purple monkey dishwasher";
    private const string ThirdPassword = "seven quiet lanterns";
    private const string MistypedPassword = "sevem quiet lanterns";
    private const string MistypedCode = "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ";

    private readonly TestApp? app;
    private readonly FakeTimeProvider? clock;
    private readonly Visitor laptop;
    private readonly Visitor phone;
    private readonly Visitor tablet;
    private readonly Dictionary<string, SoughtSecret> secrets = [];
    private readonly List<string> codes = [];
    private string shown = "";

    public SecretStory(TestApp app)
        : this(app, app.Clock)
    {
        this.app = app;
    }

    /// <param name="site">Where it happens.</param>
    /// <param name="clock">Its clock; null where nobody moves it, and the password that was typed is then still a proof.</param>
    public SecretStory(ISite site, FakeTimeProvider? clock)
    {
        this.clock = clock;
        laptop = new(site);
        phone = laptop.OtherDevice();
        tablet = laptop.OtherDevice();
    }

    /// <summary>What must lie nowhere.</summary>
    public IReadOnlyCollection<SoughtSecret> Secrets => secrets.Values;

    /// <summary>What must lie in every copy, else nothing was read: her address, and the hashes by which her secrets are known again.</summary>
    public IReadOnlyList<SoughtSecret> Traces =>
    [
        SoughtSecret.Issued("address", laptop.Email),
        SoughtSecret.Issued("hash of a device cookie", OpaqueToken.Parse(laptop.Cookie("device"))!.Hash().Value),
        .. codes.Select(code => SoughtSecret.Issued("hash of a recovery code", RecoveryCode.Parse(code)!.Hash().Value)),
    ];

    /// <summary>The first device is in, and the second has been shown its code.</summary>
    public async Task UntilItWaitsAsync()
    {
        secrets[Visitor.Password] = SoughtSecret.Guessable("password", Visitor.Password);
        secrets[SecondPassword] = SoughtSecret.Guessable("changed password", SecondPassword);
        secrets[ThirdPassword] = SoughtSecret.Guessable("recovered password", ThirdPassword);
        await laptop.SignUpAsync();
        await NoteCodesAsync("/dashboard");
        NoteCookies();
        await phone.SignInAsync();
        shown = await NoteDigitsAsync(phone);
        NoteCookies();
    }

    /// <summary>A wrong code and the right one, new recovery codes, a new password, a recovery, a sign-in that is left waiting, and a sign-out.</summary>
    public async Task ToItsEndAsync()
    {
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", SignInShortcuts.WrongCodeFor(shown)));
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", shown));
        await phone.SubmitAsync("/signin/approval", "Check again");
        Assert.True(await phone.IsSignedInAsync());
        NoteCookies();

        clock?.Advance(TimeSpan.FromMinutes(10));
        var asked = await laptop.SubmitAsync("/account", "New recovery codes");
        if (clock is not null)
        {
            await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password));
        }

        await NoteCodesAsync("/account");
        NoteCookies();

        var changed = await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", SecondPassword), ("Confirm new password", SecondPassword));
        Assert.Equal("/account", changed.Location);
        NoteCookies();

        Assert.Equal("/dashboard", (await tablet.RecoverAsync(codes[^1], ThirdPassword)).Location);
        await phone.SignInAsync(ThirdPassword);
        await NoteDigitsAsync(phone);
        NoteCookies();
        await tablet.SubmitAsync("/dashboard", "Sign out");
        Assert.False(await tablet.IsSignedInAsync());
    }

    /// <summary>
    /// Wrong passwords and a wrong recovery code, which may be right ones elsewhere, a form that is refused, a link that sets the
    /// password anew, and the end of the account.
    /// </summary>
    public async Task ToItsDeletionAsync()
    {
        secrets[MistypedPassword] = SoughtSecret.Guessable("mistyped password", MistypedPassword);
        secrets[MistypedCode] = SoughtSecret.Issued("mistyped recovery code", MistypedCode);
        await tablet.RecoverAsync(MistypedCode, MistypedPassword);
        await SubmitAsync("/signin", "Sign in", ("Email", tablet.Email), ("Password", MistypedPassword));
        var secondTab = await FormOfAsync(tablet, "/signin", "Sign in", ("Email", tablet.Email), ("Password", ThirdPassword));
        Assert.Equal("/dashboard", (await SubmitAsync("/signin", "Sign in", ("Email", tablet.Email), ("Password", ThirdPassword))).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await tablet.PostAsync("/signin", secondTab)).Status);
        NoteCookies();

        await OpenLinkAsync(app is null ? $"/reset-password?token={OpaqueToken.Issue().Reveal()}" : await app.ResetLinkAsync(tablet));
        NoteCookies();

        await SubmitAsync(
            "/account", "Change password",
            ("Current password", MistypedPassword), ("New password", SecondPassword), ("Confirm new password", SecondPassword));
        await SubmitAsync("/account?delete=true", "Delete for good", ("Password", MistypedPassword));
        await SubmitAsync("/account?delete=true", "Delete for good", ("Password", ThirdPassword));
        Assert.False(await tablet.IsSignedInAsync());
        NoteCookies();
    }

    public void Dispose()
    {
        laptop.Dispose();
        phone.Dispose();
        tablet.Dispose();
    }

    private async Task NoteCodesAsync(string page)
    {
        var fresh = await laptop.RecoveryCodesAsync(page);
        Assert.Equal(10, fresh.Count);
        codes.AddRange(fresh);
        foreach (var code in fresh)
        {
            secrets[code] = SoughtSecret.Issued("recovery code", code);
        }
    }

    // Where nobody can make one it is over already.
    private async Task OpenLinkAsync(string link)
    {
        secrets[link] = SoughtSecret.Issued("token of a link", link.Split('=')[1]);
        await tablet.GetAsync(link);
        if (app is not null)
        {
            await SubmitAsync(phone, link, "Set password", ("New password", MistypedPassword), ("Confirm new password", ThirdPassword));
            Assert.Equal("/signin", (await SubmitAsync(phone, link, "Set password", ("New password", ThirdPassword), ("Confirm new password", ThirdPassword))).Location);
        }

        await phone.GetAsync(link);
    }

    private Task<Answer> SubmitAsync(string path, string button, params (string Label, string Value)[] values) =>
        SubmitAsync(tablet, path, button, values);

    private async Task<Answer> SubmitAsync(Visitor at, string path, string button, params (string Label, string Value)[] values) =>
        await at.PostAsync(path, await FormOfAsync(at, path, button, values));

    private async Task<(string Action, Dictionary<string, string> Fields)> FormOfAsync(
        Visitor at, string path, string button, params (string Label, string Value)[] values)
    {
        var form = Visitor.FormOf((await at.GetAsync(path)).Html, button, values);
        var token = form.Fields["__RequestVerificationToken"];
        secrets[token] = SoughtSecret.Issued("antiforgery token", token);
        return form;
    }

    private async Task<string> NoteDigitsAsync(Visitor waiting)
    {
        var code = await waiting.CodeAsync();
        secrets[code] = SoughtSecret.Digits("six-digit code", code);
        return code;
    }

    private void NoteCookies()
    {
        foreach (var cookie in new[] { laptop, phone, tablet }.SelectMany(device => device.Cookies.GetAllCookies()).Cast<Cookie>())
        {
            secrets[cookie.Value] = SoughtSecret.Issued($"cookie {cookie.Name}", cookie.Value);
        }
    }
}
