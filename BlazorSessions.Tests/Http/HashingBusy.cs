using System.Net;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>More sign-ins at once than passwords can be hashed.</summary>
[Trait("abuse", "A17")]
public sealed class HashingBusy(ITestOutputHelper output) : IDisposable
{
    private const string Wrong = "Email or password is incorrect.";

    private readonly HeldArgon2 engine = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("speed", "slow")]
    public async Task Of_three_hundred_at_once_those_without_a_place_are_told_to_come_again_and_the_others_get_their_answer()
    {
        await using var app = await StartAsync("PasswordHashing:MaxAtOnce=1", "PasswordHashing:MaxWaiting=5");
        using var ann = new Visitor(app);
        var form = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", "not the password"));
        engine.Hold();

        var answered = new SemaphoreSlim(0);
        var crowd = Crowd.AtOnceAsync(300, async () =>
        {
            var answer = await ann.PostAsync("/signin", form);
            answered.Release();
            return answer;
        });
        for (var refused = 0; refused < 294; refused++)
        {
            await answered.WaitAsync(Ct);
        }

        engine.LetGo();
        var answers = await crowd;

        Assert.All(answers.Where(a => a.Status == HttpStatusCode.OK), a => Assert.Contains(Wrong, a.Text, StringComparison.Ordinal));
        Assert.Equal(6, answers.Count(a => a.Status == HttpStatusCode.OK));
        var busy = answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.Equal(294, busy.Count);
        Assert.All(busy, a => Assert.Equal(TimeSpan.FromSeconds(5), a.Response.Headers.RetryAfter!.Delta));
        Assert.All(busy, a => Assert.Contains("Too many passwords are being checked.", a.Text, StringComparison.Ordinal));
        Assert.Equal(1, engine.Most);
        Assert.Empty(app.Log.Errors);
        Assert.Single(app.Log.All, line => line.Contains("HashingBusy", StringComparison.Ordinal)); // and no stack trace
    }

    [Fact]
    public async Task A_browser_that_leaves_makes_room_for_the_next()
    {
        await using var app = await StartAsync("PasswordHashing:MaxAtOnce=1", "PasswordHashing:MaxWaiting=1");
        using var ann = new Visitor(app);
        using var leaves = new Visitor(app);
        await ann.GetAsync("/signin");
        engine.Hold();
        var computing = ann.SignInAsync("not the password");
        await engine.BegunAsync(Ct);
        var gone = leaves.SignInAsync("not the password");
        await UntilWaitingAsync(app, 1);

        leaves.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await UntilWaitingAsync(app, 0);

        using var next = new Visitor(app);
        var waiting = next.SignInAsync("not the password");
        await UntilWaitingAsync(app, 1);
        engine.LetGo();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], new[] { (await computing).Status, (await waiting).Status });
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task What_is_too_long_for_a_password_is_refused_without_a_hash_at_every_way_in()
    {
        await using var app = await StartAsync("PasswordHashing:MaxAtOnce=1", "PasswordHashing:MaxWaiting=0");
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var holder = new Visitor(app);
        engine.Hold();
        var held = holder.SignInAsync("not the password");
        await engine.BegunAsync(Ct);

        foreach (var (way, act) in WaysIn(app, ann))
        {
            Assert.Equal((way, HttpStatusCode.ServiceUnavailable), (way, (await act("stapler battery horse")).Status));
            Assert.True((await act(new string('x', 257))).Status is HttpStatusCode.OK or HttpStatusCode.SeeOther, way);
        }

        engine.LetGo();
        await held;
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task A_flood_of_sign_ins_and_of_passwords_of_a_megabyte_keeps_memory_under_its_bound()
    {
        const int MiB = 1024 * 1024;
        const int HashMiB = 64;
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place, TestApp.NoLimits, $"PasswordHashing:MemoryKiB={HashMiB * 1024}", "PasswordHashing:MaxAtOnce=2", "PasswordHashing:MaxWaiting=20");
        using var ann = new Visitor(program);
        await ann.SignInAsync("not the password");
        var before = program.MostMemory;
        var form = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", "not the password"));
        var overlong = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", new string('x', MiB)));

        var answers = await Crowd.AtOnceAsync(200, () => ann.PostAsync("/signin", form));
        var tooLong = await Crowd.AtOnceAsync(200, () => ann.PostAsync("/signin", overlong));

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{a.Status}"));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(tooLong, a => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, a.Status));
        var more = (program.MostMemory - before) / MiB;
        output.WriteLine($"{before / MiB} MiB before, {more} MiB more at the most");
        Assert.InRange(more, 0, (2 * HashMiB) + 128);
    }

    public void Dispose() => engine.Dispose();

    // The bound of hashes is no such limit.
    private Task<TestApp> StartAsync(params string[] settings) =>
        TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits, .. settings], engine.AddTo);

    private static async Task UntilWaitingAsync(TestApp app, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (app.Get<HashingPlaces>().Waiting != count)
        {
            await timer.WaitForNextTickAsync(Ct);
        }
    }

    private static IEnumerable<(string Way, Func<string, Task<Answer>> Act)> WaysIn(TestApp app, Visitor ann)
    {
        var stranger = new Visitor(app);
        yield return ("sign-in", password => stranger.SignInAsync(password));
        yield return ("sign-up", password => stranger.SubmitAsync(
            "/signup", "Create account",
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", stranger.Email), ("Password", password), ("Confirm password", password)));
        yield return ("recovery", password => stranger.RecoverAsync("ABCD-EFGH-JKLM-NPQR-STVW-XYZ0", password));
        yield return ("confirm", password => ann.SubmitAsync("/dashboard?confirm=sign-out-everywhere-else", "Confirm", ("Password", password)));
        yield return ("current password", password => ann.SubmitAsync(
            "/account", "Change password",
            ("Current password", password), ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher")));
        yield return ("new password", password => ann.SubmitAsync(
            "/account", "Change password", ("Current password", Visitor.Password), ("New password", password), ("Confirm new password", password)));
        yield return ("deletion", password => ann.SubmitAsync("/account?delete=true", "Delete for good", ("Password", password)));
    }
}
