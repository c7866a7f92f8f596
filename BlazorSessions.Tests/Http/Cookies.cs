using System.Net;
using BlazorSessions.App.Settings;
using Microsoft.Net.Http.Headers;

namespace BlazorSessions.Tests.Http;

public sealed class Cookies
{
    [Fact]
    public async Task Session_and_device_cookie_are_for_this_site_and_no_script_and_live_as_long_as_they_may()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var cookies = SetBy(await ann.SignUpAsync());

        Assert.All([cookies["session"], cookies["device"]], cookie =>
        {
            Assert.True(cookie.HttpOnly);
            Assert.Equal(SameSiteMode.Lax, cookie.SameSite);
            Assert.Equal("/", cookie.Path.ToString());
            Assert.False(cookie.Domain.HasValue);
            Assert.Equal(43, cookie.Value.Length);
        });
        Assert.Equal(TimeSpan.FromHours(12), cookies["session"].MaxAge);
        Assert.Equal(TimeSpan.FromDays(400), cookies["device"].MaxAge);
    }

    [Fact]
    public async Task None_is_larger_than_a_browser_keeps()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1"]);
        using var ann = new ProxiedVisitor(app, "198.51.100.7", "https");

        var set = SetCookieHeaderValue.ParseList([.. (await ann.SignUpAsync()).Response.Headers.GetValues("Set-Cookie")]);

        Assert.Contains(set, cookie => cookie.Name.Value!.Contains("recovery-codes", StringComparison.Ordinal)); // the largest
        Assert.All(set, cookie => Assert.InRange(cookie.Name.Length + cookie.Value.Length, 1, 4096));
    }

    [Fact]
    public async Task Over_https_they_are_secure_and_belong_to_this_host_alone()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1"]);
        using var ann = new ProxiedVisitor(app, "198.51.100.7", "https");

        var cookies = SetBy(await ann.SignUpAsync());

        Assert.True(cookies["__Host-session"].Secure);
        Assert.True(cookies["__Host-device"].Secure);
        Assert.DoesNotContain("session", cookies.Keys);
    }

    [Fact]
    public async Task Over_https_every_cookie_that_there_is_has_the_prefix_and_all_flags_and_is_short_enough_to_be_kept()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1", TestApp.NoLimits]);
        using var laptop = new ProxiedVisitor(app, "198.51.100.7", "https");
        using var phone = laptop.OtherDevice();
        using var tablet = laptop.OtherDevice();
        await laptop.SignUpAsync();
        await phone.SignInAsync();
        await laptop.SubmitAsync("/account", "Save name");
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await app.JoinAsync(laptop.Email, await app.SessionOfAsync(laptop.Cookie("__Host-session")));
        await tablet.SignInAsync();

        var set = new[] { laptop, phone, tablet }.SelectMany(device => device.Set).Select(c => SetCookieHeaderValue.Parse(c)).ToList();

        Assert.Equal(
            ["antiforgery", "device", "proof", "recovery-codes", "saved", "session", "waiting"],
            set.Select(c => c.Name.ToString()["__Host-".Length..]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(set, cookie =>
        {
            Assert.StartsWith("__Host-", cookie.Name.ToString(), StringComparison.Ordinal);
            Assert.Equal((true, true, SameSiteMode.Lax, "/", false), (cookie.Secure, cookie.HttpOnly, cookie.SameSite, cookie.Path.ToString(), cookie.Domain.HasValue));
            Assert.InRange(cookie.Name.Length + cookie.Value.Length, 1, 4096);
        });
    }

    [Fact]
    [Trait("abuse", "A09")]
    public async Task A_browser_keeps_its_device_cookie_and_gets_a_new_session_token_each_time()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var (session, device) = (ann.Cookie("session"), ann.Cookie("device"));
        await ann.SubmitAsync("/dashboard", "Sign out");

        await ann.SignInAsync();

        Assert.Equal(device, ann.Cookie("device"));
        Assert.NotEqual(session, ann.Cookie("session"));
    }

    [Fact]
    [Trait("abuse", "A09")]
    public async Task A_token_that_somebody_planted_before_is_never_taken_over()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var planted = new string('A', 43);
        ann.Cookies.Add(app.Address, new Cookie("session", planted));

        await ann.SignUpAsync();

        Assert.NotEqual(planted, ann.Cookie("session"));
    }

    [Fact]
    [Trait("abuse", "A09")]
    public async Task Neither_the_waiting_cookie_nor_the_device_cookie_opens_anything()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();

        foreach (var value in new[] { phone.Cookie("waiting")!, phone.Cookie("device")!, ann.Cookie("device")! })
        {
            using var thief = Visitor.WithSession(app, value);
            Assert.False(await thief.IsSignedInAsync());
        }
    }

    private static Dictionary<string, SetCookieHeaderValue> SetBy(Answer answer) =>
        SetCookieHeaderValue.ParseList([.. answer.Response.Headers.GetValues("Set-Cookie")]).ToDictionary(c => c.Name.ToString());
}
