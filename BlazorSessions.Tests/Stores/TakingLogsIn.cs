using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BlazorSessions.Tests.Stores;

/// <summary>What a version without hashes has written, and may still write beside this one, is taken into the chains for a day and no longer.</summary>
public sealed class TakingLogsIn
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_log_from_before_is_taken_in_and_so_is_what_an_older_node_still_writes(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using (var before = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds))
        {
            await before.SignOutAsync(await before.SignUpAsync("ann@example.org"));
            await before.SignUpAsync("bob@example.org");
            await using var older = await DatabaseAsync(before);
            await older.GetService<IMigrator>().MigrateAsync("Indexes", Ct);
        }

        await using var app = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        Assert.Equal((3, 3, 0), Read(await VerifyAsync(app)));
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        Assert.Equal((3, 0, 0), Read(await VerifyAsync(app)));

        await WriteAsOlderNodeAsync(app);
        await app.SignInAsync("ann@example.org"); // before it is taken in: after it, and without a hash as well
        Assert.Equal((5, 2, 0), Read(await VerifyAsync(app)));
        app.Clock.Advance(OlderEntries.TakenInFor - TimeSpan.FromSeconds(1));
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        Assert.Equal((5, 0, 0), Read(await VerifyAsync(app)));

        await app.ExecuteAsync("""UPDATE log_entries SET "IpAddress" = '198.51.100.7' WHERE "Number" = 2""");
        Assert.Equal(2, Assert.Single((await VerifyAsync(app)).Faults).Number); // from before, and no longer to be changed
    }

    [Theory]
    [BothDatabases]
    public async Task What_the_older_version_has_cleared_away_is_not_missed(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using (var before = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds))
        {
            await before.SignOutAsync(await before.SignUpAsync("ann@example.org"));
            await before.SignUpAsync("bob@example.org");
            await using var older = await DatabaseAsync(before);
            await older.LogEntries.Where(e => e.Number == 1).ExecuteDeleteAsync(Ct); // Ann has one left, and Bob none
            await older.GetService<IMigrator>().MigrateAsync("Indexes", Ct);
        }

        await using var app = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));

        Assert.Equal((1, 0, 0), Read(await VerifyAsync(app)));
        await app.SignInAsync("bob@example.org");
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        Assert.Equal((2, 0, 0), Read(await VerifyAsync(app)));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A35")]
    public async Task After_that_day_and_where_there_was_nothing_before_an_entry_without_a_hash_is_an_intruders(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        await app.SignUpAsync("ann@example.org");

        await WriteAsOlderNodeAsync(app);
        await app.SignInAsync("ann@example.org");
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        await app.SignInAsync("ann@example.org");

        var fault = Assert.Single((await VerifyAsync(app)).Faults);
        Assert.Equal((2, "was written by somebody without the key"), (fault.Number, fault.What));
    }

    private static (long, long, int) Read(LogVerification v) => (v.Entries, v.Unsealed, v.Faults.Count);

    private static Task<LogVerification> VerifyAsync(TestApp app) => app.Get<LogVerifier>().VerifyAsync(null, Ct);

    private static Task<AppDbContext> DatabaseAsync(TestApp app) => app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);

    // One more entry in Ann's log, as a version writes it that knows neither of hashes nor of seals.
    private static Task WriteAsOlderNodeAsync(TestApp app) => app.ExecuteAsync(
        """
        INSERT INTO log_entries ("UserId", "Number", "At", "Kind", "SessionId", "DeviceName", "IpAddress")
        SELECT e."UserId", u."LastLogNumber" + 1, e."At", e."Kind", e."SessionId", e."DeviceName", e."IpAddress"
        FROM log_entries AS e JOIN users AS u ON u."Id" = e."UserId" WHERE u."Email" = 'ann@example.org' AND e."Number" = 1;
        UPDATE users SET "LastLogNumber" = "LastLogNumber" + 1 WHERE "Email" = 'ann@example.org'
        """);
}
