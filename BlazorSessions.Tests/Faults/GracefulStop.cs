using System.Diagnostics;
using System.Globalization;
using System.Net;
using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Faults;

/// <summary>SIGTERM to the real program.</summary>
[Trait("speed", "slow")]
public sealed class GracefulStop(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30); // it means to end within ten; a busy machine may see that late

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_running_sign_in_is_finished_before_the_program_ends(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using var program = await RunningProgram.StartAsync(place, "PasswordHashing:MemoryKiB=262144", "PasswordHashing:Iterations=6");
        using var ann = new Visitor(program);
        await ann.SignUpAsync();
        await ann.SubmitAsync("/dashboard", "Sign out");
        var form = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", Visitor.Password));

        // A hash takes most of a second, and many times that beside other tests.
        var signingIn = await program.UntilItHashesAsync(() => ann.PostAsync("/signin", form));
        var watch = Stopwatch.StartNew();
        await program.TerminateAsync();
        var answer = await signingIn;
        await program.WaitForExitAsync(Ct).WaitAsync(Limit, Ct);

        Assert.Equal((HttpStatusCode.Found, "/dashboard"), (answer.Status, answer.Location));
        Assert.Equal(0, program.ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => ann.GetAsync("/signin"));
        await using var after = await TestApp.StartAsync(place);
        using var same = Visitor.WithSession(after, ann.Cookie("session")!);
        Assert.True(await same.IsSignedInAsync()); // what it was told is in the database
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{provider}: SIGTERM during a sign-in: it was finished; the program ended after {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    [Fact]
    public async Task It_ends_in_time_though_the_database_answers_nothing()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var proxy = new SilentProxy(new NpgsqlConnectionStringBuilder(place.Connection).Port);
        var through = place.By(new NpgsqlConnectionStringBuilder(place.Connection) { Port = proxy.Port }.ConnectionString);
        await using var program = await RunningProgram.StartAsync(through);
        using var ann = new Visitor(program);
        await ann.SignUpAsync();
        Assert.True(await ann.IsSignedInAsync()); // something to write behind

        proxy.DropEverything();
        var stuck = ann.GetAsync("/dashboard");
        var watch = Stopwatch.StartNew();
        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct).WaitAsync(Limit, Ct);

        await stuck.ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default); // 503 or cut off: either is true
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SIGTERM while the database is silent: the program ended after {watch.Elapsed.TotalSeconds:0.0} s"));
    }
}
