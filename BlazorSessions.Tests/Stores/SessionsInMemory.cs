using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Stores;

/// <summary>A node remembers open sessions, and never longer than it may.</summary>
public sealed class SessionsInMemory
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Ten_thousand_requests_of_a_hundred_live_sessions_cost_the_database_next_to_nothing(DatabaseProvider provider)
    {
        const int Sessions = 100;
        const int Requests = 10_000;
        var statements = new Statements();
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits], services =>
        {
            statements.AddTo(services);
            services.HearNothing(); // what is asked while time passes has nothing to do with requests
        });
        var live = new List<Visitor>();
        for (var i = 0; i < Sessions; i++)
        {
            Hear(app);
            live.Add(new(app, $"ann{i}@example.org"));
            await live[i].SignUpAsync();
            Assert.True(await live[i].IsSignedInAsync());
        }

        var sent = await statements.DuringAsync(async () =>
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Requests), Ct, async (i, _) =>
            {
                Hear(app);
                Assert.True(await live[i % Sessions].IsSignedInAsync());
            });
            await app.Get<LastSeenWriter>().FlushAsync(Ct);
        });

        live.ForEach(visitor => visitor.Dispose());
        Assert.InRange(sent.Count, 0, Sessions);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A31")]
    public async Task A_reading_that_the_end_overtook_is_not_kept(DatabaseProvider provider)
    {
        var read = new GatedRead(of: "TokenHash");
        await using var app = await TestApp.StartAsync(provider, replace: services =>
        {
            read.AddTo(services);
            Replacing.RemoveRounds(services);
        });
        var (ann, token) = await SignUpAsync(app);
        read.Gate.Arm();

        var early = FindAsync(app, token);
        await read.Gate.Reached;
        await app.SignOutAsync(ann);
        read.Gate.Open();

        Assert.IsType<SessionLookup.Open>(await early);
        Assert.IsType<SessionLookup.Ended>(await FindAsync(app, token));
    }

    [Theory]
    [BothDatabases]
    public async Task What_changes_is_known_here_at_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (ann, token) = await SignUpAsync(app);
        await FindAsync(app, token);

        await app.Get<AccountService>().RenameAsync(ann, "Anna", "Lee");
        Assert.Equal("Anna Lee", Assert.IsType<SessionLookup.Open>(await FindAsync(app, token)).User.FullName);

        var proved = Assert.IsType<Confirmation.Done>(await app.Get<ConfirmService>().ConfirmAsync(ann, SignInShortcuts.Password, Ct));
        Assert.IsType<SessionLookup.Unknown>(await FindAsync(app, token));
        Assert.IsType<SessionLookup.Open>(await FindAsync(app, proved.Token!));

        await app.SignOutAsync(ann);
        Assert.IsType<SessionLookup.Ended>(await FindAsync(app, proved.Token!));
    }

    [Fact]
    public async Task What_changes_at_one_node_is_known_at_the_other()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place);
        await using var there = await TestApp.StartAsync(place);
        var (ann, token) = await SignUpAsync(here);
        Assert.IsType<SessionLookup.Open>(await FindAsync(there, token));

        await here.Get<AccountService>().RenameAsync(ann, "Anna", "Lee");
        await Until.TrueAsync(async () => await FindAsync(there, token) is SessionLookup.Open { User.FirstName: "Anna" }, "the other name");

        await here.Get<ConfirmService>().ConfirmAsync(ann, SignInShortcuts.Password, Ct);
        await Until.TrueAsync(async () => await FindAsync(there, token) is SessionLookup.Unknown, "the old token to be void");
    }

    [Fact]
    public async Task A_lookup_of_what_is_known_puts_nothing_on_the_heap()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        var (_, token) = await SignUpAsync(app);
        await FindAsync(app, token);

        Assert.Contains(0, Enumerable.Range(0, 100).Select(_ => AllocatedBy(app, token))); // unless the runtime compiles it meanwhile
    }

    // While the listener keeps quiet for a moment too long, the row is asked.
    private static void Hear(TestApp app) => app.Get<Hearing>().Hears(TimeProvider.System.GetTimestamp());

    private static long AllocatedBy(TestApp app, OpaqueToken token)
    {
        var registry = app.Get<SessionRegistry>();
        Hear(app);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = registry.FindAsync(token, isActivity: true, CancellationToken.None);
        return found.IsCompletedSuccessfully ? GC.GetAllocatedBytesForCurrentThread() - before : long.MaxValue;
    }

    private static async Task<(CurrentSession Session, OpaqueToken Token)> SignUpAsync(TestApp app)
    {
        var outcome = (SignInOutcome.SignedIn)(await app.EnrolAsync("ann@example.org")).Outcome;
        return (outcome.Session.AsCurrent(), outcome.Token);
    }

    private static async Task<SessionLookup> FindAsync(TestApp app, OpaqueToken token) =>
        await app.Get<SessionRegistry>().FindAsync(token, isActivity: false, Ct);
}
