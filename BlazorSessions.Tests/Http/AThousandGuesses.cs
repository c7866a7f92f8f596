using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>A thousand wrong passwords and codes, from one address and from a thousand: nobody gets in, and the owner still does.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A03")]
[Trait("abuse", "A15")]
[Trait("abuse", "A16")]
public sealed class AThousandGuesses
{
    private const int Many = 1000;
    private const long MostBytes = 64 << 20; // what a thousand guesses may leave behind, in this whole process

    public static TheoryData<DatabaseProvider, bool> Ways => new()
    {
        { DatabaseProvider.Sqlite, false }, { DatabaseProvider.Sqlite, true }, { DatabaseProvider.PostgreSql, false }, { DatabaseProvider.PostgreSql, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_passwords(DatabaseProvider provider, bool fromMany)
    {
        await using var app = await StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        laptop.ForgetSession();
        using var thief = laptop.OtherDevice();
        var form = Visitor.FormOf((await thief.GetAsync("/signin")).Html, "Sign in", ("Email", laptop.Email), ("Password", "wrong password"));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answers = await GuessAsync(app, thief, "/signin", form.Fields, fromMany);

        Assert.Equal(10, answers[HttpStatusCode.OK]); // that were looked at
        Assert.Equal(Many - 10, answers[HttpStatusCode.TooManyRequests]);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostBytes);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.SignInAsync()).Status);
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Of_recovery_codes(DatabaseProvider provider, bool fromMany)
    {
        await using var app = await StartAsync(provider);
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
        await using var app = await StartAsync(provider);
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

    private static Task<TestApp> StartAsync(DatabaseProvider provider) =>
        TestApp.StartAsync(provider, ["ReverseProxy:KnownProxies=127.0.0.1"]);

    private static async Task<IReadOnlyDictionary<HttpStatusCode, int>> GuessAsync(
        TestApp app, Visitor by, string path, Dictionary<string, string> form, bool fromMany)
    {
        using var guesser = new Guesser(app, by.Cookies);
        return await guesser.PostAsync(Many, path, form, fromMany ? number => $"10.{number / 256}.{number % 256}.1" : null);
    }
}
