using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>What people do costs the same however much is in the database: no statement reads a table that grows from end to end.</summary>
public sealed class IndexedQueries
{
    private const int FewestStatements = 80; // of different texts; fewer, and something is no longer done

    private static readonly SentStatement[] Unindexed =
    [
        new("""SELECT s."Id" FROM sessions AS s WHERE s."UserAgent" = 'curl/8'""", []),
        new("""DELETE FROM log_entries WHERE "SessionId" IS NULL; SELECT 1""", []),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Whatever_is_done_finds_its_rows_by_an_index(DatabaseProvider provider)
    {
        var statements = new Statements();
        await using var app = await TestApp.StartAsync(provider, replace: services =>
        {
            statements.AddTo(services);
            services.RemoveRounds();
        });
        await app.Get<LogSealer>().SealAsync(Ct); // the first time it looks at everybody
        using var deeds = new EveryDeed(app);
        var sent = await statements.DuringAsync(async () =>
        {
            await deeds.SignInAsync();
            await deeds.ReadAsync();
            await deeds.ChangeAsync();
            await deeds.OperateAsync();
            await deeds.TidyAsync();
        });
        Assert.Empty(app.Log.Errors);
        Assert.All(QueryPlans.Growing, table => Assert.Contains(sent, s => s.Text.Contains(table, StringComparison.Ordinal)));
        Assert.InRange(sent.DistinctBy(s => s.Text).Count(), FewestStatements, int.MaxValue);

        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        if (provider == DatabaseProvider.PostgreSql)
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(1)); // of many rows at once, beside whatever else the machine does
            await FullTables.FillAsync(db, app.Clock.GetUtcNow(), Ct); // else its planner rightly reads all of a few rows
        }

        var plans = new QueryPlans(db);
        var scans = await plans.ScansAsync(sent, Ct);
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
        Assert.Equal(2, (await plans.ScansAsync(Unindexed, Ct)).Count); // and it would be seen
    }
}
