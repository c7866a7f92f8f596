using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Stores;

/// <summary>The limit and the tries when many come at once: a crowd, and a gate that forces the bad order.</summary>
[Trait("speed", "slow")]
public sealed class SessionLimitRaces
{
    private const int Many = 16;
    private const int Rounds = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A01")]
    public async Task Of_sixteen_sign_ins_at_once_exactly_one_walks_in(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        for (var round = 0; round < Rounds; round++)
        {
            var email = $"ann{round}@example.org";
            var first = await app.SignUpAsync(email);
            await app.SignOutAsync(first);

            var outcomes = await Crowd.AtOnceAsync(Many, () => app.SignInAsync(email));

            Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
            Assert.Equal(Many - 1, outcomes.OfType<SignInOutcome.NeedsApproval>().Count());
            Assert.Equal(1, await app.OpenCountAsync(first.User));
        }

        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A01")]
    public async Task Of_sixteen_sign_ins_at_once_at_two_nodes_exactly_one_walks_in()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place, [TestApp.NoLimits]);
        await using var there = await TestApp.StartAsync(place, [TestApp.NoLimits]);
        for (var round = 0; round < Rounds; round++)
        {
            var email = $"ann{round}@example.org";
            var first = await here.SignUpAsync(email);
            await here.SignOutAsync(first);
            var number = 0;

            var outcomes = await Crowd.AtOnceAsync(Many, () => (Interlocked.Increment(ref number) % 2 == 0 ? here : there).SignInAsync(email));

            Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
            Assert.Equal(Many - 1, outcomes.OfType<SignInOutcome.NeedsApproval>().Count());
            Assert.Equal(1, await there.OpenCountAsync(first.User));
        }

        Assert.Empty(here.Log.Errors.Concat(there.Log.Errors));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A01")]
    public async Task Where_one_session_is_all_that_is_allowed_the_others_are_refused(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits, "Sessions:MaxConcurrent=1"]);
        var first = await app.SignUpAsync("ann@example.org");
        await app.SignOutAsync(first);

        var outcomes = await Crowd.AtOnceAsync(Many, () => app.SignInAsync("ann@example.org"));

        Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
        Assert.Equal(Many - 1, outcomes.OfType<SignInOutcome.Full>().Count());
        Assert.Equal(1, await app.OpenCountAsync(first.User));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A01")]
    public async Task Whoever_would_decide_beside_a_sign_in_that_is_not_committed_waits_for_it_and_then_sees_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: AddGate);
        var gate = ((GatedBackplane)app.Get<ISessionBackplane>()).Gate;
        var first = await app.SignUpAsync("ann@example.org");
        await app.SignOutAsync(first);

        gate.Arm();
        var early = app.SignInAsync("ann@example.org");
        await gate.Reached;
        var late = app.Get<SessionRegistry>().LockAsync(first.User, Ct);
        await AtTheLockAsync(app, provider, late);
        var waits = !late.IsCompleted;
        gate.Open();

        await using (var locked = await late)
        {
            Assert.IsType<SignInOutcome.NeedsApproval>(locked!.Sessions.SignIn(SignInShortcuts.Device(), []));
        }

        Assert.IsType<SignInOutcome.SignedIn>(await early);
        Assert.True(waits);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A08")]
    public async Task One_yes_collected_sixteen_times_at_once_opens_one_session(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");
        await app.ApproveAsync(laptop, asked);

        var outcomes = await Crowd.AtOnceAsync(Many, () => app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct));

        Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
        Assert.Equal(2, await app.OpenCountAsync(laptop.User));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A02")]
    public async Task Of_two_approved_devices_that_collect_at_once_one_finds_the_place_taken(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        SignInOutcome.NeedsApproval[] asked = [await app.AskAsync("ann@example.org"), await app.AskAsync("ann@example.org")];
        await Task.WhenAll(asked.Select(a => app.ApproveAsync(laptop, a)));

        var outcomes = await Task.WhenAll(asked.Select(a => app.Get<WaitingService>().CollectAsync(a.WaitingToken, Ct)));

        Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
        Assert.Single(outcomes.OfType<SignInOutcome.Full>());
        Assert.Equal(2, await app.OpenCountAsync(laptop.User));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A03")]
    public async Task Sixteen_wrong_codes_at_once_are_three_tries_and_not_one_more(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");
        var wrong = SignInShortcuts.WrongCodeFor(asked.Code);

        var checks = await Crowd.AtOnceAsync(
            Many, () => app.Get<ApprovalService>().ApproveAsync(laptop, asked.Approval.SessionId, wrong, Ct));

        Assert.Equal([2, 1, 0], checks.OfType<CodeCheck.Wrong>().Select(w => w.TriesLeft).OrderDescending());
        Assert.Equal(Many - 3, checks.OfType<CodeCheck.Closed>().Count());
        Assert.Null(await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct));
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
    }

    // SQLite's calls do not leave the caller's thread: whoever has been called stands at the write gate already.
    private static async Task AtTheLockAsync(TestApp app, DatabaseProvider provider, Task late)
    {
        const string Waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        while (provider == DatabaseProvider.PostgreSql && !late.IsCompleted && (await db.Database.SqlQueryRaw<int>(Waiting).ToListAsync(Ct)).Count == 0)
        {
            Ct.ThrowIfCancellationRequested();
        }
    }

    private static void AddGate(IServiceCollection services) => services.Replace<ISessionBackplane>(inner => new GatedBackplane(inner));
}
