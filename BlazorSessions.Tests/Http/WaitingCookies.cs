using System.Net;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Tests.Http;

/// <summary>The waiting cookie brings a session once, after a yes, in time, and to the browser that asked.</summary>
[Trait("abuse", "A08")]
public sealed class WaitingCookies : IAsyncLifetime
{
    private TestApp app = null!;
    private Visitor laptop = null!;
    private Visitor phone = null!;
    private UserId ann;
    private string code = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        laptop = new Visitor(app);
        await laptop.SignUpAsync();
        ann = (await app.SessionOfAsync(laptop)).User;
        phone = laptop.OtherDevice();
        await phone.SignInAsync();
        code = await phone.CodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        laptop.Dispose();
        phone.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_without_a_yes() => await OpensNothingAsync(phone);

    [Fact]
    public async Task Nothing_after_a_no()
    {
        await laptop.SubmitAsync("/dashboard", "This wasn't me");

        await OpensNothingAsync(phone);
    }

    [Fact]
    public async Task Nothing_when_the_code_has_expired_nor_when_the_yes_was_not_collected_in_time()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await OpensNothingAsync(phone);

        await phone.SignInAsync();
        code = await phone.CodeAsync();
        await ApproveAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await OpensNothingAsync(phone);
    }

    [Fact]
    public async Task Nothing_a_second_time()
    {
        using var copy = CopyOf(phone, "waiting", "device");
        await ApproveAsync();
        Assert.Equal("/dashboard", (await CollectAsync(phone)).Location);
        await phone.SubmitAsync("/dashboard", "Sign out");

        await OpensNothingAsync(copy);
    }

    [Fact]
    public async Task Nothing_in_another_browser_though_the_yes_is_there()
    {
        using var thief = CopyOf(phone, "waiting");
        await ApproveAsync();

        await OpensNothingAsync(thief);
        Assert.Equal("/dashboard", (await CollectAsync(phone)).Location);
    }

    [Fact]
    public async Task Nothing_for_a_sign_in_of_ones_own_with_the_cookie_of_one_that_has_its_yes()
    {
        using var mallory = new Visitor(app);
        await mallory.SignUpAsync();
        using var mallorys = mallory.OtherDevice();
        await mallorys.SignInAsync();
        await ApproveAsync();
        mallorys.Cookies.Add(app.Address, new Cookie("waiting", phone.Cookie("waiting")));

        await OpensNothingAsync(mallorys);
    }

    private Task<Answer> ApproveAsync() => laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));

    private Visitor CopyOf(Visitor visitor, params string[] cookies)
    {
        var copy = new Visitor(app);
        foreach (var name in cookies)
        {
            copy.Cookies.Add(app.Address, new Cookie(name, visitor.Cookie(name)));
        }

        return copy;
    }

    private async Task OpensNothingAsync(Visitor visitor)
    {
        await CollectAsync(visitor);

        Assert.Null(visitor.Cookie("session"));
        Assert.False(await visitor.IsSignedInAsync());
        Assert.Equal(1, await app.OpenCountAsync(ann)); // the laptop's
    }

    // As the waiting page sends it, also where that page would not be shown.
    private static async Task<Answer> CollectAsync(Visitor visitor)
    {
        var token = (await visitor.GetAsync("/signin")).Token;
        return await visitor.PostAsync("", ("/signin/approval/collect", new() { ["__RequestVerificationToken"] = token }));
    }
}
