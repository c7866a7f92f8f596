using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>What the database itself refuses, whatever code writes to it.</summary>
public sealed class SlotIndex
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A01")]
    public async Task Two_open_sessions_of_a_user_cannot_share_a_slot(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var waiting = await db.Sessions.SingleAsync(s => s.Id == asked.Approval.SessionId, Ct);
        db.Entry(waiting).Property(s => s.Slot).CurrentValue = 1;

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));

        Assert.True(UniqueViolation.Is(failure));
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
    }

    [Theory]
    [BothDatabases]
    public async Task An_address_has_one_account_also_when_two_sign_up_at_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var one = new Visitor(app, "ann@example.org");
        using var two = new Visitor(app, "ANN@example.org");

        var answers = await Task.WhenAll(one.SignUpAsync(), two.SignUpAsync());

        Assert.Single(answers, a => a.Location == "/dashboard");
        Assert.Single(answers, a => a.Text.Contains("already has an account", StringComparison.Ordinal));
        Assert.Empty(app.Log.Errors);
    }
}
