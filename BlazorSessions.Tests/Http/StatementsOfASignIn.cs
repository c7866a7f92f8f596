using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>How often a sign-in asks the database. A hash takes most of its time, and a journey to the database more than all else.</summary>
public sealed class StatementsOfASignIn
{
    [Theory]
    [BothDatabases]
    public async Task Who_walks_in_at_a_known_device_is_looked_for_once_and_read_once(DatabaseProvider provider)
    {
        var statements = new Statements();
        await using var app = await TestApp.StartAsync(provider, replace: services =>
        {
            statements.AddTo(services);
            services.RemoveRounds();
        });
        using var owner = new Visitor(app, "ann@example.org");
        await owner.SignUpAsync();
        await owner.SubmitAsync("/dashboard", "Sign out");

        var sent = await statements.DuringAsync(() => owner.SignInAsync());

        var reads = sent.Select(statement => statement.Text).Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) && !sql.Contains("pg_notify", StringComparison.Ordinal)).ToList();
        Assert.Single(reads, sql => Names(sql, "users") && Names(sql, "known_devices")); // by the limit, and not again to prove the password
        Assert.Single(reads, sql => Names(sql, "users") && !Names(sql, "known_devices")); // under its lock
        Assert.Single(reads, sql => Names(sql, "known_devices") && !Names(sql, "users"));
        Assert.Single(reads, sql => Names(sql, "sessions"));
        Assert.DoesNotContain(reads, sql => Names(sql, "approvals")); // nobody waits
        Assert.True(await owner.IsSignedInAsync());

        static bool Names(string sql, string table) =>
            sql.Contains($"FROM {table} ", StringComparison.Ordinal) || sql.Contains($"FROM \"{table}\" ", StringComparison.Ordinal);
    }
}
