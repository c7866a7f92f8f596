using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>The log entries: what happened, in order, with what it happened to.</summary>
public sealed class WrittenDown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_whole_story_stands_in_the_log_without_a_gap(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        var asked = await app.AskAsync("ann@example.org");
        var wrong = SignInShortcuts.WrongCodeFor(asked.Code);
        await app.Get<ApprovalService>().ApproveAsync(laptop, asked.Approval.SessionId, wrong, Ct);
        await app.ApproveAsync(laptop, asked);
        await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct);
        await app.SignInAsync("ann@example.org");
        await app.SignOutAsync(laptop);

        var entries = await ReadAsync(app);

        Assert.Equal(Enumerable.Range(1, 7).Select(n => (long)n), entries.Select(e => e.Number));
        Assert.Equal(
            [
                (SessionEventKind.Opened, null),
                (SessionEventKind.ApprovalRequested, null),
                (SessionEventKind.CodeRejected, null),
                (SessionEventKind.ApprovalGranted, null),
                (SessionEventKind.Opened, null),
                (SessionEventKind.Ended, SessionEndReason.Refused),
                (SessionEventKind.Ended, SessionEndReason.SignedOut),
            ],
            entries.Select(e => (e.Kind, e.Reason)));
        Assert.Equal(laptop.Session, entries[3].BySessionId);
        Assert.All(entries, e => Assert.Equal(("curl", "192.0.2.1"), (e.DeviceName, e.IpAddress)));
    }

    [Theory]
    [BothDatabases]
    public async Task An_end_by_time_is_written_with_the_time_at_which_it_was(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.SignUpAsync("ann@example.org");
        var opened = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromHours(5));
        await app.SignInAsync("ann@example.org");

        var end = (await ReadAsync(app)).Single(e => e.Kind == SessionEventKind.Ended);

        Assert.Equal((SessionEndReason.Idle, opened.AddHours(1)), (end.Reason, end.At));
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_not_committed_is_neither_done_nor_written_down(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        await using (var locked = await app.Get<App.Sessions.SessionRegistry>().LockAsync(laptop.User, Ct))
        {
            locked!.Sessions.SignOut(laptop.Session);
        }

        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
        Assert.Single(await ReadAsync(app));
    }

    private static async Task<List<LogEntry>> ReadAsync(TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return await db.LogEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync(Ct);
    }
}
