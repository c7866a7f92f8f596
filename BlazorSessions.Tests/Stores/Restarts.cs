using System.Net;
using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BlazorSessions.Tests.Stores;

/// <summary>What is in the database outlives the process, and the start finds what would not work.</summary>
public sealed class Restarts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_waiting_sign_in_outlives_the_process_with_the_same_code(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        SignInOutcome.NeedsApproval asked;
        App.Sessions.CurrentSession laptop;
        await using (var before = await TestApp.StartAsync(place))
        {
            laptop = await before.SignUpAsync("ann@example.org");
            asked = await before.AskAsync("ann@example.org");
        }

        await using var after = await TestApp.StartAsync(place);
        var shown = Assert.IsType<WaitingSignIn.Open>(await after.Get<WaitingService>().ReadAsync(asked.WaitingToken, Ct));
        Assert.True(asked.Code.Matches(shown.Code!));
        await after.ApproveAsync(laptop, asked);
        Assert.IsType<SignInOutcome.SignedIn>(await after.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct));
    }

    [Fact]
    public async Task Four_nodes_may_start_at_once_where_there_is_no_database_yet()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await place.DropDatabaseAsync();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestApp.StartAsync(place))));

        var laptop = await nodes[0].SignUpAsync("ann@example.org");
        Assert.All(await Task.WhenAll(nodes.Select(n => n.OpenCountAsync(laptop.User))), open => Assert.Equal(1, open));
        foreach (var node in nodes)
        {
            Assert.Empty(node.Log.Errors);
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_lock_that_a_kill_left_behind_does_not_hang_the_start()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using (var app = await TestApp.StartAsync(place))
        {
            await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            await db.GetService<IMigrator>().MigrateAsync("Accounts", Ct);
            await db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')", Ct);
        }

        await using var again = await TestApp.StartAsync(place).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.NotNull(again.Address);
    }

    [Fact]
    [Trait("abuse", "A37")]
    public async Task A_second_server_on_the_same_file_is_told_so_and_stops()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var first = await TestApp.StartAsync(place);

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(place));

        Assert.StartsWith("ConnectionStrings:Sqlite: another server uses ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A37")]
    public async Task A_key_file_that_does_not_fit_or_is_missing_stops_the_start(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using (await TestApp.StartAsync(place))
        {
        }

        File.Delete(place.KeyFile);
        var missing = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(place));
        Assert.StartsWith("Keys:File: the file is missing", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(place.KeyFile));

        await File.WriteAllTextAsync(place.KeyFile, Convert.ToBase64String(new byte[32]), Ct);
        var foreign = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(place));
        Assert.StartsWith("Keys:File: the file does not fit", foreign.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(place.KeyFile, "nonsense", Ct);
        var broken = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(place));
        Assert.StartsWith("Keys:File: ", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("abuse", "A34")]
    public async Task The_key_file_is_for_its_owner_alone()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await TestApp.StartAsync(place);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place.KeyFile));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A34")]
    public async Task The_key_file_can_be_changed_by_hand_and_whoever_is_signed_in_stays_so(DatabaseProvider provider)
    {
        const string OneTry = "Lockout:FreeTries=1";
        await using var place = await TestPlace.CreateAsync(provider);
        string session, antiforgery, token;
        await using (var before = await TestApp.StartAsync(place, [OneTry]))
        {
            using var laptop = new Visitor(before, "ann@example.org");
            await laptop.SignUpAsync();
            (session, antiforgery, token) = (laptop.Cookie("session")!, laptop.Cookie("antiforgery")!, (await laptop.GetAsync("/dashboard")).Token);
            using var tablet = laptop.OtherDevice();
            await tablet.SignInAsync("wrong password");
            Assert.Equal(HttpStatusCode.TooManyRequests, (await tablet.SignInAsync()).Status);
            await using var db = await before.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            await db.DataProtectionKeys.ExecuteDeleteAsync(Ct);
        }

        var old = await File.ReadAllTextAsync(place.KeyFile, Ct);
        File.Delete(place.KeyFile);

        await using var after = await TestApp.StartAsync(place, [OneTry]);
        Assert.NotEqual(old, await File.ReadAllTextAsync(place.KeyFile, Ct));
        using var same = Visitor.WithSession(after, session);
        Assert.True(await same.IsSignedInAsync());
        same.Cookies.Add(after.Address, new Cookie("antiforgery", antiforgery));
        var open = await same.PostAsync("", ("/signout", new() { ["__RequestVerificationToken"] = token }));
        Assert.Contains("This form is out of date.", open.Text, StringComparison.Ordinal);
        using var phone = new Visitor(after, "ann@example.org"); // the count of wrong tries has begun anew
        await phone.SignInAsync();
        await same.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.Empty(after.Log.Errors);
    }
}
