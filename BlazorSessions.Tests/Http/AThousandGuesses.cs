using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>
/// A thousand wrong passwords and codes, from one address and from a thousand, at a server of its own process: nobody gets in,
/// the owner still does, and the server's memory stays bounded.
/// </summary>
[Trait("speed", "slow")]
[Trait("abuse", "A03")]
[Trait("abuse", "A15")]
[Trait("abuse", "A16")]
public sealed class AThousandGuesses(ITestOutputHelper output)
{
    private const int Many = 1000;
    private const int MiB = 1024 * 1024;
    private const int MostMiB = 128; // what the server may take more while they come

    public static TheoryData<DatabaseProvider, bool> Ways => new()
    {
        { DatabaseProvider.Sqlite, false }, { DatabaseProvider.Sqlite, true }, { DatabaseProvider.PostgreSql, false }, { DatabaseProvider.PostgreSql, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_passwords(DatabaseProvider provider, bool fromMany)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await StartAsync(place);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        laptop.ForgetSession();
        using var thief = laptop.OtherDevice();
        var form = Visitor.FormOf((await thief.GetAsync("/signin")).Html, "Sign in", ("Email", laptop.Email), ("Password", "wrong password"));

        var answers = await GuessAsync(app, thief, "/signin", form.Fields, fromMany);

        Assert.Equal(10, answers[HttpStatusCode.OK]); // that were looked at
        Assert.Equal(Many - 10, answers[HttpStatusCode.TooManyRequests]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.SignInAsync()).Status);
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_recovery_codes(DatabaseProvider provider, bool fromMany)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await StartAsync(place);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var code = (await laptop.RecoveryCodesAsync())[0];
        using var thief = laptop.OtherDevice();
        var form = Visitor.FormOf(
            (await thief.GetAsync("/signin/recovery")).Html, "Sign in",
            ("Email", laptop.Email), ("Recovery code", "0123-4567-89AB-CDEF-GHJK-MNPQ"),
            ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher"));

        var answers = await GuessAsync(app, thief, "/signin/recovery", form.Fields, fromMany);

        Assert.Equal(10, answers[HttpStatusCode.OK]);
        Assert.Equal(Many - 10, answers[HttpStatusCode.TooManyRequests]);
        Assert.True(await laptop.IsSignedInAsync());
        laptop.ForgetSession();
        Assert.Equal("/dashboard", (await laptop.RecoverAsync(code, "purple monkey dishwasher")).Location);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_the_six_digits(DatabaseProvider provider, bool fromMany)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await StartAsync(place);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var thief = laptop.OtherDevice();
        await thief.SignInAsync();
        var wrong = SignInShortcuts.WrongCodeFor(await thief.CodeAsync());
        var form = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve", ("6-digit code", wrong));

        var answers = await GuessAsync(app, laptop, form.Action, form.Fields, fromMany);

        Assert.Equal(60, answers[HttpStatusCode.SeeOther]); // the limit of one known device
        Assert.Equal(Many - 60, answers[HttpStatusCode.TooManyRequests]);
        Assert.Contains("Too many wrong codes.", (await thief.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        await thief.SubmitAsync("/signin", "Sign in", ("Email", laptop.Email), ("Password", Visitor.Password));
        Assert.False(await thief.IsSignedInAsync());
        Assert.True(await laptop.IsSignedInAsync());
    }

    // Nothing becomes free while they come, however long that takes.
    private static Task<RunningProgram> StartAsync(TestPlace place) => RunningProgram.StartAsync(
        place, "ReverseProxy:KnownProxies=127.0.0.1", "RateLimits:Window=1.00:00:00", "Lockout:FirstDelay=00:15:00", "Approvals:Lifetime=00:10:00");

    private async Task<IReadOnlyDictionary<HttpStatusCode, int>> GuessAsync(
        RunningProgram app, Visitor by, string path, Dictionary<string, string> form, bool fromMany)
    {
        using var guesser = new Guesser(app, by.Cookies);
        var before = app.MostMemory;
        var answers = await guesser.PostAsync(Many, path, form, fromMany ? number => $"10.{number / 256}.{number % 256}.1" : null);
        var more = (app.MostMemory - before) / MiB;
        output.WriteLine($"{before / MiB} MiB before, {more} MiB more at the most");
        Assert.InRange(more, 0, MostMiB);
        return answers;
    }
}
