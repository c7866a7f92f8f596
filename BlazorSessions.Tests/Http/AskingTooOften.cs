using System.Net;
using BlazorSessions.App.Settings;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>How often an owner is asked for a yes.</summary>
public sealed class AskingTooOften
{
    [Theory]
    [BothDatabases]
    [Trait("abuse", "A04")]
    public async Task After_this_was_not_me_a_stranger_is_told_when_he_may_have_the_owner_asked_again(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var thief = laptop.OtherDevice();
        await thief.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "This wasn't me");

        var refused = await thief.SignInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        var asked = await thief.SignInAsync();

        MustBeTooMany(refused, TimeSpan.FromMinutes(15));
        Assert.Contains("15 minutes", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", asked.Location);
    }

    [Fact]
    [Trait("abuse", "A03")]
    public async Task The_sixth_stranger_in_a_quarter_of_an_hour_is_told_to_wait_and_a_known_device_is_not()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = await laptop.LetInAsync();
        await phone.SubmitAsync("/dashboard", "Sign out");
        for (var i = 0; i < 4; i++)
        {
            using var thief = laptop.OtherDevice();
            Assert.Equal("/signin/approval", (await thief.SignInAsync()).Location);
        }

        using var last = laptop.OtherDevice();
        MustBeTooMany(await last.SignInAsync(), TimeSpan.FromMinutes(15));
        Assert.Equal("/signin/approval", (await phone.SignInAsync()).Location);
    }

    [Fact]
    [Trait("abuse", "A03")]
    public async Task What_is_sent_for_an_approval_is_limited()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:Approvals=3"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        for (var i = 0; i < 3; i++)
        {
            await phone.SubmitAsync("/signin/approval", "Check again");
        }

        MustBeTooMany(await phone.SubmitAsync("/signin/approval", "Check again"));
        Assert.Equal(HttpStatusCode.SeeOther, (await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()))).Status);
    }
}
