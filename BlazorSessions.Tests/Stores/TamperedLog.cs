using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>Whoever has the database and not the key file changes the log, and it is seen where.</summary>
[Trait("abuse", "A35")]
public sealed class TamperedLog
{
    private const string Ann = "ann@example.org";
    private const string Bob = "bob@example.org";

    // Its last two entries, and what the account knows of them.
    private const string CutOff =
        """
        DELETE FROM log_entries WHERE "Number" > 4 AND "UserId" = {0};
        UPDATE users SET "LastLogNumber" = 4, "HashedLogNumber" = 4,
            "LastLogHash" = (SELECT "Hash" FROM log_entries WHERE "Number" = 4 AND "UserId" = {0}) WHERE "Id" = {0}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What is done to the entries of Ann's log, of which there are 6, and what is then said.</summary>
    public static TheoryData<DatabaseProvider, string, long?, string> Changes()
    {
        (string Sql, long? Number, string What)[] changes =
        [
            ("""UPDATE log_entries SET "IpAddress" = '198.51.100.7' WHERE "Number" = 3 AND "UserId" = {0}""", 3, "was changed"),
            ("""UPDATE log_entries SET "Kind" = 'Nothing' WHERE "Number" = 3 AND "UserId" = {0}""", 3, "was changed"),
            ("""UPDATE log_entries SET "Hash" = NULL, "DeviceName" = 'wget' WHERE "Number" = 2 AND "UserId" = {0}""", 2, "without the key"),
            ("""DELETE FROM log_entries WHERE "Number" = 4 AND "UserId" = {0}""", 4, "is missing"),
            ("""DELETE FROM log_entries WHERE "Number" = 1 AND "UserId" = {0}""", 1, "is missing"),
            (Copy("6", "7"), 7, "was put in at the end"),
            (Copy("6", "7") + """; UPDATE users SET "LastLogNumber" = 7, "HashedLogNumber" = 7 WHERE "Id" = {0}""", 7, "was changed, or is not the one that followed"),
            (Copy("1", "0"), 0, "was put in"),
            (Swap("2", "5"), 2, "was changed, or is not the one that followed"),
            ("""DELETE FROM log_entries WHERE "Number" > 4 AND "UserId" = {0}""", 5, "is missing at the end"),
            (
                """
                DELETE FROM log_entries WHERE "Number" > 4 AND "UserId" = {0};
                UPDATE users SET "LastLogNumber" = 4, "HashedLogNumber" = 4, "SealedLogNumber" = 4,
                    "LastLogHash" = (SELECT "Hash" FROM log_entries WHERE "Number" = 4 AND "UserId" = {0}),
                    "SealedLogHash" = (SELECT "Hash" FROM log_entries WHERE "Number" = 4 AND "UserId" = {0}) WHERE "Id" = {0}
                """,
                null, "where it begins and ends was changed"),
            (CutOff, 5, "is missing at the end"),
            ("""DELETE FROM log_entries WHERE "UserId" = {0}""", 1, "is missing, and so are all that followed"),
        ];
        return [.. from provider in Enum.GetValues<DatabaseProvider>() from c in changes select (provider, c.Sql, c.Number, c.What)];
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_somebody_changes_is_named_with_its_entry(DatabaseProvider provider, string sql, long? number, string what)
    {
        await using var app = await StoryAsync(provider);
        var ann = await IdOfAsync(app, Ann);

        await ExecuteAsync(app, sql, ann);

        var fault = Assert.Single((await VerifyAsync(app)).Faults);
        Assert.Equal((ann, number), (fault.User!.Value, fault.Number));
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_nobody_changed_is_found_whole_also_while_it_is_written_and_cleared(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider, "Log:Retention=30.00:00:00");
        Assert.Equal((8, 2, 0, 0), Read(await VerifyAsync(app)));

        await app.SignInAsync(Bob);
        Assert.Equal((9, 2, 1, 0), Read(await VerifyAsync(app)));

        await app.Get<LogPurge>().PurgeAsync(app.Clock.GetUtcNow().AddDays(31), Ct);
        Assert.Equal((1, 2, 1, 0), Read(await VerifyAsync(app))); // what is not sealed stays
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        await app.Get<LogPurge>().PurgeAsync(app.Clock.GetUtcNow().AddDays(31), Ct);
        Assert.Equal((0, 2, 0, 0), Read(await VerifyAsync(app)));
        await app.SignInAsync(Bob);
        Assert.Equal((1, 2, 1, 0), Read(await VerifyAsync(app)));

        static (long, long, long, int) Read(LogVerification v) => (v.Entries, v.Logs, v.Unsealed, v.Faults.Count);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_cleared_away_cannot_be_put_back_otherwise_nor_more_of_it_be_taken(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider, "Log:Retention=30.00:00:00");
        await app.Get<LogPurge>().PurgeAsync(TestApp.Start.AddDays(30), Ct); // what was written before the clock moved
        var ann = await IdOfAsync(app, Ann);
        Assert.Empty((await VerifyAsync(app)).Faults);

        await ExecuteAsync(app, """DELETE FROM log_entries WHERE "UserId" = {0} AND "Number" = (SELECT MIN("Number") FROM log_entries WHERE "UserId" = {0})""", ann);
        Assert.Equal("is missing", Assert.Single((await VerifyAsync(app)).Faults).What);
        await ExecuteAsync(app, """UPDATE users SET "PurgedLogNumber" = "PurgedLogNumber" + 1 WHERE "Id" = {0}""", ann);
        Assert.Contains("where it begins", Assert.Single((await VerifyAsync(app)).Faults).What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_that_is_gone_with_its_log_is_missed_and_one_that_was_deleted_is_not(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        await using (var locked = await app.Get<SessionRegistry>().LockAsync(new(await IdOfAsync(app, Bob)), Ct))
        {
            locked!.User.Delete(mayBeUndone: false, app.Clock.GetUtcNow());
            await locked.CommitAsync(Ct);
        }

        await app.Get<AccountEraser>().EraseDueAsync(Ct);
        var whole = await VerifyAsync(app);
        Assert.Equal((6, 1, 0), (whole.Entries, whole.Logs, whole.Faults.Count));

        var ann = await IdOfAsync(app, Ann);
        foreach (var table in new[] { "log_entries", "recovery_codes", "known_devices", "sessions" })
        {
            await ExecuteAsync(app, $$"""DELETE FROM {{table}} WHERE "UserId" = {0}""", ann);
        }

        await ExecuteAsync(app, """DELETE FROM users WHERE "Id" = {0}""", ann);
        Assert.Equal("1 logs were sealed together, and 0 are there", Assert.Single((await VerifyAsync(app)).Faults).What);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_is_put_back_whole_to_an_earlier_state_is_missed(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        var ann = await IdOfAsync(app, Ann);
        await ExecuteAsync(app, """CREATE TABLE kept AS SELECT * FROM users""");
        await app.SignInAsync(Ann);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));

        await ExecuteAsync(app, """DELETE FROM log_entries WHERE "UserId" = {0} AND "Number" > 6""", ann);
        foreach (var column in new[] { "LastLogNumber", "HashedLogNumber", "LastLogHash", "SealedLogNumber", "SealedLogHash", "LogMark" })
        {
            await ExecuteAsync(app, $$"""UPDATE users SET "{{column}}" = (SELECT "{{column}}" FROM kept WHERE "Id" = {0}) WHERE "Id" = {0}""", ann);
        }

        Assert.Contains("as they were when they were sealed", Assert.Single((await VerifyAsync(app)).Faults).What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_seal_that_was_changed_is_told_and_nothing_is_cleared_away(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        await ExecuteAsync(app, """UPDATE log_seal SET "Logs" = "Logs" - 1""");

        Assert.Contains("the seal of all logs", Assert.Single((await VerifyAsync(app)).Faults).What, StringComparison.Ordinal);
        await app.SignInAsync(Bob);
        Assert.False(await app.Get<LogSealer>().SealAsync(Ct));
        await app.Get<LogPurge>().PurgeAsync(app.Clock.GetUtcNow().AddDays(400), Ct);
        Assert.Equal(9, (await VerifyAsync(app)).Entries);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_grows_on_from_where_it_was_cut_off_is_not_sealed_over(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        var ann = await IdOfAsync(app, Ann);
        await ExecuteAsync(app, CutOff, ann);
        for (var i = 0; i < 3; i++)
        {
            await app.SignInAsync(Ann); // as the entries 5 to 7
        }

        await app.SignInAsync(Bob);
        Assert.False(await app.Get<LogSealer>().SealAsync(Ct));

        var found = await VerifyAsync(app);
        var fault = Assert.Single(found.Faults);
        Assert.Equal((ann, 6), (fault.User!.Value, fault.Number));
        Assert.Equal("is not the one that was sealed", fault.What);
        Assert.Equal(1, found.Unsealed); // the others' logs are sealed all the same
    }

    [Theory]
    [BothDatabases]
    public async Task What_somebody_makes_old_is_not_cleared_away(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider, "Log:Retention=30.00:00:00");
        var ann = await IdOfAsync(app, Ann);
        await ExecuteAsync(app, """UPDATE log_entries SET "At" = (SELECT MIN("CreatedAt") FROM users) WHERE "UserId" = {0}""", ann);

        await app.Get<LogPurge>().PurgeAsync(TestApp.Start.AddDays(30), Ct);

        Assert.Equal(2, Assert.Single((await VerifyAsync(app)).Faults).Number);
    }

    [Theory]
    [BothDatabases]
    public async Task The_seal_cannot_be_made_to_begin_again(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        await ExecuteAsync(app, """UPDATE log_seal SET "Mark" = NULL, "Logs" = 0, "Sum" = NULL""");
        await ExecuteAsync(app, Copy("6", "7").Replace("\"Hash\" FROM", "NULL FROM", StringComparison.Ordinal), await IdOfAsync(app, Ann));
        await ExecuteAsync(app, """UPDATE users SET "LastLogNumber" = 7 WHERE "Id" = {0}""", await IdOfAsync(app, Ann));

        Assert.False(await app.Get<LogSealer>().SealAsync(Ct)); // and takes nothing in

        Assert.Contains((await VerifyAsync(app)).Faults, fault => fault.What == "the seal of all logs was changed or is gone");
    }

    [Fact]
    public async Task What_cannot_even_be_read_is_named_by_the_entry_before_it()
    {
        await using var app = await StoryAsync(DatabaseProvider.Sqlite); // the other one keeps no such thing
        var ann = await IdOfAsync(app, Ann);
        await ExecuteAsync(app, """UPDATE log_entries SET "SessionId" = 'none' WHERE "Number" = 3 AND "UserId" = {0}""", ann);

        var faults = (await VerifyAsync(app)).Faults;

        Assert.Contains(faults, fault => fault.User == ann && fault.Number == 2 && fault.What.StartsWith("is the last before one that cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task An_entry_for_nobody_is_found(DatabaseProvider provider)
    {
        await using var app = await StoryAsync(provider);
        var nobody = Guid.AllBitsSet;
        await ExecuteAsync(app, Copy("1", "1").Replace("SELECT \"UserId\"", "SELECT {1}", StringComparison.Ordinal), await IdOfAsync(app, Ann), nobody);

        var fault = Assert.Single((await VerifyAsync(app)).Faults);
        Assert.Equal((nobody, "belongs to no account"), (fault.User!.Value, fault.What));
    }

    // Ann's six entries and Bob's two, sealed.
    private static async Task<TestApp> StoryAsync(DatabaseProvider provider, params string[] settings)
    {
        var app = await TestApp.StartAsync(provider, settings, Replacing.RemoveRounds);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        var laptop = await app.SignUpAsync(Ann);
        await app.SignUpAsync(Bob);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.JoinAsync(Ann, laptop);
        await app.SignInAsync(Ann);
        await app.SignOutAsync(laptop);
        await app.SignInAsync(Bob);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        return app;
    }

    private static Task<LogVerification> VerifyAsync(TestApp app) => app.Get<LogVerifier>().VerifyAsync(null, Ct);

    private static async Task<Guid> IdOfAsync(TestApp app, string email)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var address = EmailAddress.Parse(email);
        return (await db.Users.SingleAsync(u => u.Email == address, Ct)).Id.Value;
    }

    private static async Task ExecuteAsync(TestApp app, string sql, params object[] values)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(sql, values, Ct);
    }

    private static string Copy(string from, string to) =>
        $$"""
        INSERT INTO log_entries ("UserId", "Number", "At", "Kind", "SessionId", "DeviceName", "IpAddress", "Hash")
        SELECT "UserId", {{to}}, "At", "Kind", "SessionId", "DeviceName", "IpAddress", "Hash" FROM log_entries WHERE "Number" = {{from}} AND "UserId" = {0}
        """;

    private static string Swap(string one, string other) =>
        $$"""
        UPDATE log_entries SET "Number" = -1 WHERE "Number" = {{one}} AND "UserId" = {0};
        UPDATE log_entries SET "Number" = {{one}} WHERE "Number" = {{other}} AND "UserId" = {0};
        UPDATE log_entries SET "Number" = {{other}} WHERE "Number" = -1 AND "UserId" = {0}
        """;
}
