using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Http;

/// <summary>Whoever reads the log learns what happened, and nothing that opens anything.</summary>
[Trait("abuse", "A21")]
public sealed class NoSecretInTheLog
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Information")]
    [InlineData(DatabaseProvider.Sqlite, "Trace")]
    [InlineData(DatabaseProvider.PostgreSql, "Information")]
    public async Task No_secret_of_a_whole_story_and_no_address_stands_in_any_line(DatabaseProvider provider, string level)
    {
        await using var app = await TestApp.StartAsync(
            provider, [$"Logging:LogLevel:Default={level}", $"Logging:LogLevel:Microsoft.AspNetCore={level}", $"Logging:LogLevel:Microsoft.EntityFrameworkCore={level}"]);
        using var story = new SecretStory(app);

        await story.UntilItWaitsAsync();
        await story.ToItsEndAsync();
        await story.ToItsDeletionAsync();

        var log = StolenCopy.OfLog(app.Log.All);
        IEnumerable<SoughtSecret> sought = [.. story.Secrets, .. story.Traces];
        Assert.Superset(
            new HashSet<string>
            {
                "password", "mistyped password", "six-digit code", "recovery code", "mistyped recovery code", "cookie session", "cookie device",
                "cookie waiting", "cookie proof", "cookie recovery-codes", "cookie antiforgery", "antiforgery token", "token of a link", "address",
            },
            sought.Select(s => $"{s}").ToHashSet());
        Assert.All(sought, secret => Assert.False(secret.IsIn(log), $"{secret}"));
        Assert.Superset(
            new HashSet<string> { "SignInFailed", "RecoveryFailed", "PasswordRejected", "PasswordConfirmed", "FormRefused", "CodeRejected", "ResetOffered", "ResetFailed", "PasswordReset", "DeletionRequested" },
            app.Log.Security.Select(l => l.Name).ToHashSet());
    }

    [Fact]
    public async Task A_secret_that_stood_there_would_be_found()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var story = new SecretStory(app);
        await story.UntilItWaitsAsync();
        var address = story.Traces[0];

        Assert.False(address.IsIn(StolenCopy.OfLog(app.Log.All)));
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var user = await db.Users.SingleAsync(Ct);
        Assert.True(address.IsIn(StolenCopy.OfLog([.. app.Log.All, $"SignInFailed for {user.Email.Value}"])));
    }

    [Theory]
    [BothDatabases]
    public async Task Whatever_stands_in_the_database_as_having_happened_is_one_line_too(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var story = new SecretStory(app);
        await story.UntilItWaitsAsync();
        await story.ToItsEndAsync();

        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var entries = await db.LogEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync(Ct);

        string[] elsewhere = ["AccountCreated", "ProofTooOld", "PasswordConfirmed", "SessionRejected"];
        Assert.Equal(
            entries.Select(e => ($"{e.SessionId}", e.IpAddress, e.DeviceName)),
            app.Log.Security.Where(l => !elsewhere.Contains(l.Name)).Select(l => (l.Session, l.Address, l.Device)));
    }
}
