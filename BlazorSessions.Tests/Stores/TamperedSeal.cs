using BlazorSessions.App.Chain;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

/// <summary>Whoever has the database and not the key file changes what holds all logs together, and it is seen.</summary>
[Trait("abuse", "A35")]
public sealed class TamperedSeal
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task An_account_that_is_gone_with_its_log_is_missed_and_one_that_was_deleted_is_not(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        await using (var locked = await story.App.Get<SessionRegistry>().LockAsync(new(await story.IdOfAsync(LogStory.Bob)), Ct))
        {
            locked!.User.Delete(mayBeUndone: false, story.App.Clock.GetUtcNow());
            await locked.CommitAsync(Ct);
        }

        await story.App.Get<AccountEraser>().EraseDueAsync(Ct);
        var whole = await story.VerifyAsync();
        Assert.Equal((6, 1, 0), (whole.Entries, whole.Logs, whole.Faults.Count));

        var ann = await story.IdOfAsync(LogStory.Ann);
        foreach (var table in new[] { "log_entries", "recovery_codes", "known_devices", "sessions" })
        {
            await story.ExecuteAsync($$"""DELETE FROM {{table}} WHERE "UserId" = {0}""", ann);
        }

        await story.ExecuteAsync("""DELETE FROM users WHERE "Id" = {0}""", ann);
        Assert.Equal("1 logs were sealed together, and 0 are there", Assert.Single(await story.FaultsAsync()).What);
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_is_put_back_whole_to_an_earlier_state_is_missed(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync("""CREATE TABLE kept AS SELECT * FROM users""");
        await story.App.SignInAsync(LogStory.Ann);
        Assert.True(await story.SealAsync());

        await story.ExecuteAsync("""DELETE FROM log_entries WHERE "UserId" = {0} AND "Number" > 6""", ann);
        foreach (var column in new[] { "LastLogNumber", "HashedLogNumber", "LastLogHash", "SealedLogNumber", "SealedLogHash", "LogMark" })
        {
            await story.ExecuteAsync($$"""UPDATE users SET "{{column}}" = (SELECT "{{column}}" FROM kept WHERE "Id" = {0}) WHERE "Id" = {0}""", ann);
        }

        Assert.Contains("as they were when they were sealed", Assert.Single(await story.FaultsAsync()).What, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_seal_that_was_changed_is_told_and_nothing_is_cleared_away(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        await story.ExecuteAsync("""UPDATE log_seal SET "Logs" = "Logs" - 1""");

        Assert.Contains("the seal of all logs", Assert.Single(await story.FaultsAsync()).What, StringComparison.Ordinal);
        await story.App.SignInAsync(LogStory.Bob);
        Assert.False(await story.SealAsync());
        await story.App.Get<LogPurge>().PurgeAsync(story.App.Clock.GetUtcNow().AddDays(400), Ct);
        Assert.Equal(9, (await story.VerifyAsync()).Entries);

        var sealer = story.App.Get<LogSealer>();
        await sealer.StepAsync(Ct);
        Assert.True(sealer.IsSound);
        await sealer.StepAsync(Ct);
        Assert.False(sealer.IsSound);
        Assert.Single(story.App.Log.All, line => line.Contains("LogSealBroken", StringComparison.Ordinal));
        await sealer.SealAnewAsync(Ct);
        await sealer.StepAsync(Ct);
        Assert.True(sealer.IsSound);
    }

    [Theory]
    [BothDatabases]
    public async Task The_seal_cannot_be_made_to_begin_again(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        await story.ExecuteAsync("""UPDATE log_seal SET "Mark" = NULL, "Logs" = 0, "Sum" = NULL""");
        await story.ExecuteAsync(LogStory.Copy("6", "7", hash: "NULL"), await story.IdOfAsync(LogStory.Ann));
        await story.ExecuteAsync("""UPDATE users SET "LastLogNumber" = 7 WHERE "Id" = {0}""", await story.IdOfAsync(LogStory.Ann));

        Assert.False(await story.SealAsync()); // and takes nothing in

        Assert.Contains(await story.FaultsAsync(), fault => fault.What == "the seal of all logs was changed or is gone");
    }

    [Theory]
    [BothDatabases]
    public async Task A_database_that_is_made_to_look_as_if_it_was_never_sealed_is_found_out(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        story.App.Get<LogKeys>().NoteSealed(story.App.Clock.GetUtcNow());
        await story.ExecuteAsync("""UPDATE log_seal SET "Mark" = NULL, "Logs" = 0, "Sum" = NULL""");
        await story.ExecuteAsync("""UPDATE log_entries SET "Hash" = NULL, "IpAddress" = '198.51.100.7'""");
        await story.ExecuteAsync("""UPDATE users SET "LogMark" = NULL, "HashedLogNumber" = 0, "SealedLogNumber" = 0, "LastLogHash" = NULL, "SealedLogHash" = NULL""");

        Assert.False(await story.SealAsync()); // and takes nothing in

        var faults = await story.FaultsAsync();
        Assert.Equal([1, 1, null], faults.Select(fault => fault.Number));
        Assert.Equal("the seal of all logs was changed or is gone", faults[^1].What);
    }

    [Theory]
    [BothDatabases]
    public async Task A_seal_that_is_gone_is_told_until_the_logs_are_accepted_as_they_are(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        await story.ExecuteAsync("""DELETE FROM log_seal""");

        Assert.Equal("the seal of all logs was changed or is gone", Assert.Single(await story.FaultsAsync()).What);
        Assert.False(await story.SealAsync());

        Assert.Equal(2, await story.App.Get<LogSealer>().SealAnewAsync(Ct));
        Assert.Empty(await story.FaultsAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task A_database_without_accounts_does_not_begin_again_where_the_key_file_knows_better(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        story.App.Get<LogKeys>().NoteSealed(story.App.Clock.GetUtcNow());
        foreach (var table in new[] { "log_entries", "recovery_codes", "known_devices", "approvals", "sessions", "users" })
        {
            await story.ExecuteAsync($"DELETE FROM {table}");
        }

        await story.ExecuteAsync("""UPDATE log_seal SET "Mark" = NULL""");

        Assert.False(await story.SealAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_that_was_deleted_and_comes_back_is_not_sealed(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        var ann = await story.IdOfAsync(LogStory.Ann);
        await story.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM users");
        await story.ExecuteAsync("CREATE TABLE kept_entries AS SELECT * FROM log_entries");
        await using (var locked = await story.App.Get<SessionRegistry>().LockAsync(new(ann), Ct))
        {
            locked!.User.Delete(mayBeUndone: false, story.App.Clock.GetUtcNow());
            await locked.CommitAsync(Ct);
        }

        await story.App.Get<AccountEraser>().EraseDueAsync(Ct);
        story.App.Clock.Advance(TimeSpan.FromDays(3));
        await story.App.SignInAsync(LogStory.Bob);
        Assert.True(await story.SealAsync());

        await story.ExecuteAsync("""INSERT INTO users SELECT * FROM kept WHERE "Id" = {0}""", ann);
        await story.ExecuteAsync("""INSERT INTO log_entries SELECT * FROM kept_entries WHERE "UserId" = {0} AND "Number" <= 3""", ann);
        await story.ExecuteAsync(
            """
            UPDATE users SET "LogMark" = NULL, "SealedLogNumber" = 0, "SealedLogHash" = NULL, "LastLogNumber" = 3, "HashedLogNumber" = 3,
                "LastLogHash" = (SELECT "Hash" FROM log_entries WHERE "UserId" = {0} AND "Number" = 3) WHERE "Id" = {0}
            """, ann);

        Assert.False(await story.SealAsync());
        var fault = Assert.Single(await story.FaultsAsync());
        Assert.Equal((ann, 1, "was put in: the log is in no seal"), (fault.User!.Value, fault.Number, fault.What));
    }

    [Theory]
    [BothDatabases]
    public async Task No_log_is_kept_out_of_the_seal_unseen(DatabaseProvider provider)
    {
        await using var story = await LogStory.TellAsync(provider);
        await story.ExecuteAsync("""UPDATE users SET "SealedLogNumber" = 1000000 WHERE "Id" = {0}""", await story.IdOfAsync(LogStory.Ann));

        Assert.False(await story.SealAsync());
    }

    [Fact]
    public async Task An_id_that_is_written_otherwise_hides_no_entry()
    {
        await using var story = await LogStory.TellAsync(DatabaseProvider.Sqlite);
        await story.ExecuteAsync("""UPDATE log_entries SET "UserId" = "UserId" || ' ' WHERE "UserId" = {0} AND "Number" = 6""", await story.IdOfAsync(LogStory.Ann));

        Assert.Contains(await story.FaultsAsync(), fault => fault.What.StartsWith("1 entries have an id", StringComparison.Ordinal));
    }
}
