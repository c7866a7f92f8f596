using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>Two logs, sealed, for somebody with the database and without the key file: Ann's of six entries, and Bob's of two.</summary>
public sealed class LogStory : IAsyncDisposable
{
    public const string Ann = "ann@example.org";
    public const string Bob = "bob@example.org";

    private LogStory(TestApp app) => App = app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestApp App { get; }

    public static async Task<LogStory> TellAsync(DatabaseProvider provider, params string[] settings)
    {
        var app = await TestApp.StartAsync(provider, settings, Replacing.RemoveRounds);
        var story = new LogStory(app);
        Assert.True(await story.SealAsync());
        var laptop = await app.SignUpAsync(Ann);
        await app.SignUpAsync(Bob);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.JoinAsync(Ann, laptop);
        await app.SignInAsync(Ann);
        await app.SignOutAsync(laptop);
        await app.SignInAsync(Bob);
        Assert.True(await story.SealAsync());
        return story;
    }

    public Task<bool> SealAsync() => App.Get<LogSealer>().SealAsync(Ct);

    public Task<LogVerification> VerifyAsync() => App.Get<LogVerifier>().VerifyAsync(null, Ct);

    public async Task<IReadOnlyList<LogFault>> FaultsAsync() => (await VerifyAsync()).Faults;

    public async Task<Guid> IdOfAsync(string email)
    {
        await using var db = await App.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var address = EmailAddress.Parse(email);
        return (await db.Users.SingleAsync(u => u.Email == address, Ct)).Id.Value;
    }

    public Task ExecuteAsync(string sql, params object[] values) => App.ExecuteAsync(sql, values);

    /// <summary>Has an entry of the log of <c>{0}</c> stand there once more under another number.</summary>
    public static string Copy(string from, string to, string hash = "\"Hash\"") =>
        $$"""
        INSERT INTO log_entries ("UserId", "Number", "At", "Kind", "SessionId", "DeviceName", "IpAddress", "Hash")
        SELECT "UserId", {{to}}, "At", "Kind", "SessionId", "DeviceName", "IpAddress", {{hash}} FROM log_entries WHERE "Number" = {{from}} AND "UserId" = {0}
        """;

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
