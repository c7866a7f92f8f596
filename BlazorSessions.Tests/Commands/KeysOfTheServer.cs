using System.Net;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Commands;

/// <summary>Another key file under a running server, and what the former one is still good for.</summary>
[Trait("abuse", "A34")]
public sealed class KeysOfTheServer
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Nobody_notices_a_new_key_and_the_former_one_opens_nothing_any_more(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        string session;
        await using (var server = await RunningProgram.StartAsync(place))
        {
            using var laptop = new Visitor(server, "ann@example.org");
            await laptop.SignUpAsync();
            using var phone = laptop.OtherDevice();
            await phone.SignInAsync();
            var code = await phone.CodeAsync();
            var former = (await File.ReadAllLinesAsync(place.KeyFile, Ct))[0];

            Assert.Equal(1, (await place.DoAsync("keys", "rotate", "--yes")).GetProperty("rewrapped").GetInt32());

            var lines = await File.ReadAllLinesAsync(place.KeyFile, Ct);
            Assert.NotEqual(former, lines[0]);
            Assert.StartsWith(former + " 20", lines[1], StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place.KeyFile));
            Assert.Equal(HttpStatusCode.SeeOther, (await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code))).Status);
            Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
            Assert.Equal(0, (await place.AskAsync("log", "verify")).Code);
            session = laptop.Cookie("session")!;
        }

        // The former key alone does not fit any more, and the new one alone does: nothing in the database is wrapped with the other.
        var both = await File.ReadAllLinesAsync(place.KeyFile, Ct);
        await File.WriteAllTextAsync(place.KeyFile, both[1].Split(' ')[0], Ct);
        Assert.StartsWith("Keys:File: the file does not fit", (await place.AskAsync("users", "list")).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(place.KeyFile, both[0], Ct);
        await using var again = await RunningProgram.StartAsync(place);
        using var same = Visitor.WithSession(again, session);
        Assert.True(await same.IsSignedInAsync());

        // Without the former one the entries from before can no longer be told from forged ones.
        Assert.Equal(2, (await place.AskAsync("log", "verify")).Code);
        await File.WriteAllLinesAsync(place.KeyFile, both, Ct);
        Assert.Equal(0, (await place.AskAsync("log", "verify")).Code);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_protected_is_not_believed_after_a_revocation_and_sessions_stay(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        string session;
        await using (var server = await RunningProgram.StartAsync(place))
        {
            using var laptop = new Visitor(server, "ann@example.org");
            await laptop.SignUpAsync();
            session = laptop.Cookie("session")!;
            await place.DoAsync("keys", "rotate", "--revoke", "--yes");
        }

        await using (var app = await TestApp.StartAsync(place))
        {
            await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            var stored = await db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync(Ct);
            Assert.Contains(stored, xml => xml.Contains("<revocation ", StringComparison.Ordinal));
        }

        await using var again = await RunningProgram.StartAsync(place);
        using var same = Visitor.WithSession(again, session);
        Assert.Equal(HttpStatusCode.SeeOther, (await same.SubmitAsync("/dashboard", "Sign out")).Status);
        Assert.DoesNotContain(again.Written, line => line.Contains(" fail ", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A35")]
    public async Task A_seal_of_a_key_that_was_replaced_long_ago_is_none(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        await app.SignUpAsync("ann@example.org");
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        var keys = app.Get<KeyFile>();
        keys.Rotate(app.Clock.GetUtcNow());

        app.Clock.Advance(TimeSpan.FromDays(2));

        Assert.False(await app.Get<LogSealer>().SealAsync(Ct));
        Assert.Equal("the seal of all logs was changed or is gone", Assert.Single((await app.Get<LogVerifier>().VerifyAsync(null, Ct)).Faults).What);
        Assert.Equal(1, await app.Get<LogSealer>().SealAnewAsync(Ct));
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A35")]
    public async Task A_former_key_forges_no_entry_of_a_later_time(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        await app.SignUpAsync("ann@example.org");
        var own = (await File.ReadAllLinesAsync(place.KeyFile, Ct))[0];

        // Retired two days before the entry that it hashed was written.
        var retired = TestApp.Start.AddDays(-2).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(place.KeyFile, [Convert.ToBase64String(new byte[32]), $"{own} {retired}"], Ct);

        var (code, said, _) = await place.AskAsync("log", "verify");
        Assert.Equal(2, code);
        Assert.Contains("Entry 1 of", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_goes_away_or_is_another_one_changes_nothing_of_what_runs()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        var counter = new FakeTimeProvider();
        var keys = new KeyFile(place.KeyFile, counter);
        var key = keys.DeriveKey("test");
        var content = await File.ReadAllTextAsync(place.KeyFile, Ct);

        File.Delete(place.KeyFile);
        Assert.Throws<SettingsException>(() => keys.NoteSealed(TestApp.Start));
        Assert.False(File.Exists(place.KeyFile));
        await File.WriteAllTextAsync(place.KeyFile, Convert.ToBase64String(new byte[32]), Ct);
        counter.Advance(TimeSpan.FromSeconds(2)); // it looks each second
        Assert.Equal(key, keys.DeriveKey("test"));

        await File.WriteAllTextAsync(place.KeyFile, content, Ct);
        keys.NoteSealed(TestApp.Start);
        Assert.Equal(content + "sealed 2026-01-02T03:04:05Z\n", await File.ReadAllTextAsync(place.KeyFile, Ct));
        Assert.Equal([place.KeyFile], Directory.GetFiles(Path.GetDirectoryName(place.KeyFile)!, "keys*"));
    }
}
