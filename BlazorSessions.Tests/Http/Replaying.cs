using System.Net;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Http;

/// <summary>How a session, or its token, comes to its end.</summary>
public enum WayToEnd
{
    SignedOut,
    SignedOutElsewhere,
    SignedOutEverywhereElse,
    Idle,
    TooOld,
    Replaced,
    PasswordChanged,
    PasswordChangedHere,
    ConfirmedHere,
    Recovered,
    Deleted,
    DeletionAskedFor,
}

/// <summary>A session cookie that somebody has kept opens nothing at any node once it is over, also after a restart.</summary>
[Trait("abuse", "A10")]
public sealed class Replaying
{
    private const string NewPassword = "purple monkey dishwasher";

    public static TheoryData<WayToEnd> All => [.. Enum.GetValues<WayToEnd>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_kept_cookie_is_401_at_once_at_every_node_and_after_a_restart(WayToEnd way)
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        var clock = new FakeTimeProvider(TestApp.Start);
        string kept;
        await using (var here = await TestApp.StartAsync(place, ["Sessions:MaxConcurrent=3"], services => services.RemoveRounds(), clock))
        await using (var there = await TestApp.StartAsync(place, ["Sessions:MaxConcurrent=3"], services => services.RemoveRounds(), clock))
        {
            kept = await EndAsync(here, way);

            await OpensNothingAsync(here, kept);
            await OpensNothingAsync(there, kept);
        }

        await using var again = await TestApp.StartAsync(place, clock: clock);
        await OpensNothingAsync(again, kept);
        Assert.Empty(again.Log.Errors);
    }

    // The cookie of a phone that was open until this moment.
    private static async Task<string> EndAsync(TestApp app, WayToEnd way)
    {
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var phone = await laptop.LetInAsync();
        if (way == WayToEnd.Deleted)
        {
            app.Clock.Advance(KnownDevice.NewFor); // where the account knows the device for so long, it is gone at once
            await laptop.SignInAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await laptop.LetInAgainAsync(phone);
        }

        Assert.True(await phone.IsSignedInAsync());
        var kept = phone.Cookie("session")!;
        switch (way)
        {
            case WayToEnd.SignedOut:
                await phone.SubmitAsync("/dashboard", "Sign out");
                break;
            case WayToEnd.SignedOutElsewhere:
                await laptop.DeleteSessionAsync($"{(await app.SessionOfAsync(phone)).Session}");
                break;
            case WayToEnd.SignedOutEverywhereElse:
                await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
                break;
            case WayToEnd.Idle:
                app.Clock.Advance(TimeSpan.FromHours(1));
                break;
            case WayToEnd.TooOld:
                for (var minutes = 0; minutes < 12 * 60; minutes += 45)
                {
                    app.Clock.Advance(TimeSpan.FromMinutes(45));
                    await phone.IsSignedInAsync();
                }

                break;
            case WayToEnd.Replaced:
                phone.ForgetSession();
                Assert.Equal("/dashboard", (await phone.SignInAsync()).Location);
                break;
            case WayToEnd.PasswordChanged:
                await ChangePasswordAsync(laptop);
                break;
            case WayToEnd.PasswordChangedHere:
                await ChangePasswordAsync(phone);
                break;
            case WayToEnd.ConfirmedHere:
                app.Clock.Advance(TimeSpan.FromMinutes(10));
                var asked = await phone.SubmitAsync("/account", "New recovery codes");
                await phone.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password));
                break;
            case WayToEnd.Recovered:
                Assert.Equal("/dashboard", (await laptop.OtherDevice().RecoverAsync(codes[0], NewPassword)).Location);
                break;
            default:
                await laptop.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
                break;
        }

        return kept;
    }

    private static Task<Answer> ChangePasswordAsync(Visitor visitor) => visitor.SubmitAsync(
        "/account", "Change password",
        ("Current password", Visitor.Password), ("New password", NewPassword), ("Confirm new password", NewPassword));

    private static async Task OpensNothingAsync(TestApp app, string kept)
    {
        using var thief = Visitor.WithSession(app, kept);
        var answer = await thief.GetAsync("/api/session");
        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
        Assert.Equal("/signin", (await thief.GetAsync("/dashboard")).Location);
    }
}
