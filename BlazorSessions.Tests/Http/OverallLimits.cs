using System.Net;
using BlazorSessions.App.Settings;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>A flood from so many addresses that none of them comes too often.</summary>
[Trait("abuse", "A15")]
[Trait("abuse", "A16")]
public sealed class OverallLimits
{
    private const int Most = 5;
    private const string NewPassword = "purple monkey dishwasher";

    [Fact]
    public async Task Sign_ins_of_strangers_have_to_wait_and_those_of_a_known_device_do_not()
    {
        await using var app = await StartAsync("SignInsOverall");
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        laptop.ForgetSession();

        await FloodAsync(app, stranger => stranger.SubmitAsync("/signin", "Sign in", ("Email", laptop.Email), ("Password", "wrong password")));

        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }

    [Fact]
    public async Task Recoveries_of_strangers_have_to_wait_and_those_of_a_known_device_do_not()
    {
        await using var app = await StartAsync("RecoveriesOverall");
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var code = (await laptop.RecoveryCodesAsync())[0];
        laptop.ForgetSession();

        await FloodAsync(app, stranger => stranger.SubmitAsync(
            "/signin/recovery", "Sign in",
            ("Email", laptop.Email), ("Recovery code", "nonsense"), ("New password", NewPassword), ("Confirm new password", NewPassword)));

        Assert.Equal("/dashboard", (await laptop.RecoverAsync(code, NewPassword)).Location);
    }

    [Fact]
    public async Task What_strangers_send_for_an_approval_has_to_wait_and_what_a_known_device_sends_does_not()
    {
        await using var app = await StartAsync("ApprovalsOverall");
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        await FloodAsync(app, async stranger =>
        {
            await stranger.SubmitAsync("/signin", "Sign in", ("Email", laptop.Email), ("Password", Visitor.Password));
            return await stranger.SubmitAsync("/signin/approval", "Cancel");
        });

        Assert.Equal(HttpStatusCode.SeeOther, (await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()))).Status);
    }

    private static Task<TestApp> StartAsync(string limit) => TestApp.StartAsync(
        DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1", "RateLimits:Prompts=100", $"RateLimits:{limit}={Most}"]);

    // The last of them is one too many.
    private static async Task FloodAsync(TestApp app, Func<ProxiedVisitor, Task<Answer>> send)
    {
        for (var i = 0; i <= Most; i++)
        {
            using var stranger = new ProxiedVisitor(app, $"198.51.100.{i + 1}", "http");
            var answer = await send(stranger);
            if (i < Most)
            {
                Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.Status);
            }
            else
            {
                MustBeTooMany(answer);
            }
        }
    }
}
