using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

/// <summary>So many wrong passwords that no further one is taken from a stranger, the right one neither.</summary>
[Trait("abuse", "A15")]
[Trait("abuse", "A16")]
[Trait("speed", "slow")]
public sealed class TheHardEnd
{
    private readonly Strangers strangers = new();

    [Theory]
    [BothDatabases]
    public async Task It_leaves_the_owner_the_open_session_the_known_device_and_the_recovery_codes(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Lockout:FreeTries=100"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var code = (await laptop.RecoveryCodesAsync())[0];

        var results = await Crowd.AtOnceAsync(100, () => app.TryAsync(laptop.Email, "wrong password", strangers.Next()));

        Assert.All(results, result => Assert.IsType<SignInResult.WrongCredentials>(result));
        var refused = Assert.IsType<SignInResult.TooManyTries>(await app.TryAsync(laptop.Email, Visitor.Password, strangers.Next()));
        Assert.Equal(app.Clock.GetUtcNow() + TimeSpan.FromDays(30), refused.NextAt);
        Assert.True(await laptop.IsSignedInAsync());
        laptop.ForgetSession();
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
        using var phone = laptop.OtherDevice();
        Assert.Equal("/dashboard", (await phone.RecoverAsync(code, "purple monkey dishwasher")).Location);
        Assert.True(await phone.IsSignedInAsync());
    }
}
