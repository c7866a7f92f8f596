using System.Net;
using BlazorSessions.App.Settings;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>Somebody who is signed in keeps the server no busier than others may.</summary>
[Trait("abuse", "A17")]
public sealed class LimitsOfTheAccount
{
    private const string NewPassword = "purple monkey dishwasher";

    [Fact]
    public async Task What_is_sent_to_the_account_and_every_password_typed_again_is_counted()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:KnownDevice=3"]);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await ConfirmAsync()).Status);
        }

        MustBeTooMany(await ConfirmAsync());
        MustBeTooMany(await ChangePasswordAsync(ann, Visitor.Password));
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await ChangePasswordAsync(bob, Visitor.Password)).Status);

        Task<Answer> ConfirmAsync() => ann.SubmitAsync("/account?confirm=new-recovery-codes", "Confirm", ("Password", Visitor.Password));
    }

    [Fact]
    public async Task A_new_password_is_hashed_only_when_the_present_one_is_right()
    {
        using var engine = new HeldArgon2();
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: engine.AddTo);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var before = engine.Begun;

        await ChangePasswordAsync(ann, "not my password");
        Assert.Equal(before + 1, engine.Begun);

        await ChangePasswordAsync(ann, Visitor.Password);
        Assert.Equal(before + 3, engine.Begun);
    }

    private static Task<Answer> ChangePasswordAsync(Visitor person, string current) => person.SubmitAsync(
        "/account", "Change password", ("Current password", current), ("New password", NewPassword), ("Confirm new password", NewPassword));
}
