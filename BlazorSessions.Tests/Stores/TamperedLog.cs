using BlazorSessions.App.Chain;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

/// <summary>Whoever has the database and not the key file changes the log, and it is seen where.</summary>
[Trait("abuse", "A35")]
public sealed class TamperedLog
{
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
            (LogStory.Copy("6", "7"), 7, "was put in at the end"),
            (LogStory.Copy("6", "7") + """; UPDATE users SET "LastLogNumber" = 7, "HashedLogNumber" = 7 WHERE "Id" = {0}""", 7, "was changed, or is not the one that followed"),
            (LogStory.Copy("1", "0"), 0, "was put in"),
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
        await using var story = await LogStory.TellAsync(provider);
        var ann = await story.IdOfAsync(LogStory.Ann);

        await story.ExecuteAsync(sql, ann);

        var fault = Assert.Single(await story.FaultsAsync());
        Assert.Equal((ann, number), (fault.User!.Value, fault.Number));
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_nobody_changed_is_found_whole_also_while_it_is_written_and_cleared(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider, "Log:Retention=30.00:00:00");
        Assert.Equal((8, 2, 0, 0), Read(await story.VerifyAsync()));

        await story.App.SignInAsync(LogStory.Bob);
        Assert.Equal((9, 2, 1, 0), Read(await story.VerifyAsync()));

        await story.App.Get<LogPurge>().PurgeAsync(story.App.Clock.GetUtcNow().AddDays(31), Ct);
        Assert.Equal((1, 2, 1, 0), Read(await story.VerifyAsync())); // what is not sealed stays
        Assert.True(await story.SealAsync());
        await story.App.Get<LogPurge>().PurgeAsync(story.App.Clock.GetUtcNow().AddDays(31), Ct);
        Assert.Equal((0, 2, 0, 0), Read(await story.VerifyAsync()));
        await story.App.SignInAsync(LogStory.Bob);
        Assert.Equal((1, 2, 1, 0), Read(await story.VerifyAsync()));

        static (long, long, long, int) Read(LogVerification v) => (v.Entries, v.Logs, v.Unsealed, v.Faults.Count);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_cleared_away_cannot_be_put_back_otherwise_nor_more_of_it_be_taken(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider, "Log:Retention=30.00:00:00");
        await story.App.Get<LogPurge>().PurgeAsync(TestApp.Start.AddDays(30), Ct); // what was written before the clock moved
        var ann = await story.IdOfAsync(LogStory.Ann);
        Assert.Empty(await story.FaultsAsync());

        await story.ExecuteAsync("""DELETE FROM log_entries WHERE "UserId" = {0} AND "Number" = (SELECT MIN("Number") FROM log_entries WHERE "UserId" = {0})""", ann);
        Assert.Equal("is missing", Assert.Single(await story.FaultsAsync()).What);
        await story.ExecuteAsync("""UPDATE users SET "PurgedLogNumber" = "PurgedLogNumber" + 1 WHERE "Id" = {0}""", ann);
        Assert.Contains("where it begins", Assert.Single(await story.FaultsAsync()).What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_grows_on_from_where_it_was_cut_off_is_not_sealed_over(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync(CutOff, ann);
        for (var i = 0; i < 3; i++)
        {
            await story.App.SignInAsync(LogStory.Ann); // as the entries 5 to 7
        }

        await story.App.SignInAsync(LogStory.Bob);
        Assert.False(await story.SealAsync());

        var found = await story.VerifyAsync();
        var fault = Assert.Single(found.Faults);
        Assert.Equal((ann, 6), (fault.User!.Value, fault.Number));
        Assert.Equal("is not the one that was sealed", fault.What);
        Assert.Equal(1, found.Unsealed); // the others' logs are sealed all the same
    }

    [Theory]
    [BothDatabases]
    public async Task What_somebody_makes_old_is_not_cleared_away(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider, "Log:Retention=30.00:00:00");
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync("""UPDATE log_entries SET "At" = (SELECT MIN("CreatedAt") FROM users) WHERE "UserId" = {0}""", ann);

        await story.App.Get<LogPurge>().PurgeAsync(TestApp.Start.AddDays(30), Ct);

        Assert.Equal(2, Assert.Single(await story.FaultsAsync()).Number);
    }

    [Theory]
    [BothDatabases]
    public async Task An_invention_without_a_hash_is_found_whatever_the_account_says_of_it(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync(LogStory.Copy("6", "7", hash: "NULL"), ann);
        await story.ExecuteAsync("""UPDATE users SET "LastLogNumber" = 7 WHERE "Id" = {0}""", ann);
        await IsNamedAsync();

        Assert.True(await story.SealAsync()); // after what was written, and not of it
        await IsNamedAsync();
        await story.ExecuteAsync("""UPDATE users SET "HashedLogNumber" = 6 WHERE "Id" = {0}""", ann);
        await IsNamedAsync();

        async Task IsNamedAsync() => Assert.Equal(7, Assert.Single(await story.FaultsAsync()).Number);
    }

    [Theory]
    [BothDatabases]
    public async Task A_changed_log_is_kept_and_keeps_nobody_elses(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider, "Log:Retention=30.00:00:00");
        await story.ExecuteAsync("""UPDATE log_entries SET "IpAddress" = '198.51.100.7' WHERE "Number" = 1 AND "UserId" = {0}""", await story.IdOfAsync(LogStory.Ann));

        for (var round = 0; round < 2; round++)
        {
            await story.App.Get<LogPurge>().PurgeAsync(story.App.Clock.GetUtcNow().AddDays(31), Ct);
        }

        var found = await story.VerifyAsync();
        Assert.Equal((6, 1), (found.Entries, Assert.Single(found.Faults).Number));
    }

    [Fact]
    public async Task What_cannot_even_be_read_is_named_by_the_entry_before_it()
    {
        await using var story = await LogStory.TellAsync(DatabaseProvider.Sqlite); // the other one keeps no such thing
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync("""UPDATE log_entries SET "SessionId" = 'none' WHERE "Number" = 3 AND "UserId" = {0}""", ann);

        var faults = await story.FaultsAsync();

        Assert.Contains(faults, fault => fault.User == ann && fault.Number == 2 && fault.What.StartsWith("is the last before what cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task An_entry_for_nobody_is_found(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        var nobody = Guid.AllBitsSet;
        await story.ExecuteAsync(LogStory.Copy("1", "1").Replace("SELECT \"UserId\"", "SELECT {1}", StringComparison.Ordinal), await story.IdOfAsync(LogStory.Ann), nobody);

        var fault = Assert.Single(await story.FaultsAsync());
        Assert.Equal((nobody, "belongs to no account"), (fault.User!.Value, fault.What));
    }

    private static string Swap(string one, string other) =>
        $$"""
        UPDATE log_entries SET "Number" = -1 WHERE "Number" = {{one}} AND "UserId" = {0};
        UPDATE log_entries SET "Number" = {{one}} WHERE "Number" = {{other}} AND "UserId" = {0};
        UPDATE log_entries SET "Number" = {{other}} WHERE "Number" = -1 AND "UserId" = {0}
        """;
}
