using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Live;

/// <summary>What every backplane promises, whatever carries the events. They arrive in the order of their commits.</summary>
public abstract class BackplaneContract(DatabaseProvider provider)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_is_told_to_everybody_who_listens_to_that_user()
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        using var one = new Ear(app, ann);
        using var two = new Ear(app, ann);

        await app.SignOutAsync(ann);

        await one.HearEndOfAsync(ann);
        await two.HearEndOfAsync(ann);
    }

    [Fact]
    public async Task What_happened_to_another_user_is_not_told()
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        var bob = await app.SignUpAsync("bob@example.org");
        using var ear = new Ear(app, ann);

        await app.SignOutAsync(bob);
        await app.SignOutAsync(ann);

        await ear.HearEndOfAsync(ann);
        Assert.All(ear.Heard, signal => Assert.Equal(ann.User, signal!.User));
    }

    [Fact]
    public async Task What_was_not_committed_is_not_told()
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        using var ear = new Ear(app, ann);

        await using (var locked = await app.Get<SessionRegistry>().LockAsync(ann.User, Ct))
        {
            locked!.Sessions.SignOut(ann.Session);
        }

        await app.SignOutAsync(ann);

        await ear.HearEndOfAsync(ann);
        Assert.Single(ear.Heard, signal => signal!.Kind == SessionEventKind.Ended);
    }

    [Fact]
    public async Task Everything_of_one_commit_is_told_in_its_order()
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");
        using var ear = new Ear(app, ann);

        await app.SignOutAsync(ann); // and so the waiting one has nobody left to approve it

        await ear.HearEndOfAsync(asked.Approval.Session.AsCurrent());
        Assert.Equal(ann.Session, ear.Heard[^2]!.Session);
    }
}

public sealed class InProcessBackplaneKeepsIt() : BackplaneContract(DatabaseProvider.Sqlite);

public sealed class PostgresBackplaneKeepsIt() : BackplaneContract(DatabaseProvider.PostgreSql);
