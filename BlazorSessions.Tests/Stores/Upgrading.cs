using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BlazorSessions.Tests.Stores;

/// <summary>What an older version has written, brought up to date.</summary>
[Trait("abuse", "A37")]
public sealed class Upgrading
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Devices_that_signed_in_before_devices_were_known_are_known_and_an_open_session_stays_open(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        var phone = SignInShortcuts.Device();
        UserId ann;
        await using (var before = await TestApp.StartAsync(place))
        {
            var current = await before.SignUpAsync("ann@example.org");
            ann = current.User;
            await before.SignOutAsync(current);
            await before.SignInAsync("ann@example.org", phone);
            await using var db = await before.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            await db.GetService<IMigrator>().MigrateAsync("Housekeeping", Ct);
        }

        await using var after = await TestApp.StartAsync(place);
        Assert.Equal(1, await after.OpenCountAsync(ann));
        var asked = await after.AskAsync("ann@example.org");
        Assert.True(asked.Approval.Session.IsNewDevice);
        var again = (SignInOutcome.SignedIn)await after.SignInAsync("ann@example.org", phone);
        Assert.False(again.Session.IsNewDevice);
        var account = await after.Get<AccountQuery>().ReadAsync(again.Session.AsCurrent(), Ct);
        Assert.Equal((2, 0), (account!.Devices.Count, account.CodesLeft));
    }

    [Theory]
    [BothDatabases]
    public async Task A_sign_in_from_before_kinds_were_kept_is_of_an_unknown_kind(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using (var before = await TestApp.StartAsync(place))
        {
            await before.SignUpAsync("ann@example.org");
            await using var db = await before.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            await db.GetService<IMigrator>().MigrateAsync("Accounts", Ct);
        }

        await using var after = await TestApp.StartAsync(place);
        await using var upgraded = await after.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal(DeviceKind.Unknown, (await upgraded.Sessions.SingleAsync(Ct)).DeviceKind);
    }
}
