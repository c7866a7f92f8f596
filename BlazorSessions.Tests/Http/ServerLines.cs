using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Http;

/// <summary>What the security log says of the server itself.</summary>
[Trait("abuse", "A21")]
public sealed class ServerLines
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_line_has_the_version_and_the_settings_that_matter_and_the_last_one_says_that_it_stopped()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await TestApp.StartAsync(place);
        await app.DisposeAsync();

        Assert.Equal(["KeyFileMade", "ServerStarted", "ServerStopped"], app.Log.AllSecurity.Select(l => l.Name));
        Assert.Matches(
            @"^\d+\.\d+\.\d+ database=Sqlite idle=01:00:00 absolute=12:00:00 limits=on plain-http=off proxies=0 argon2=7168/1/1$",
            app.Log.AllSecurity[1].Outcome);

        await using var again = await TestApp.StartAsync(place);
        Assert.DoesNotContain(again.Log.AllSecurity, l => l.Name == "KeyFileMade");
    }

    [Fact]
    public async Task What_leaves_accounts_less_safe_is_a_warning_at_every_start()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using (var before = await TestApp.StartAsync(place))
        {
            Assert.DoesNotContain(before.Log.AllSecurity, l => l.Level > LogLevel.Information);
            File.SetUnixFileMode(place.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            await using var db = await before.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "planted", Xml = PlainKey() });
            await db.SaveChangesAsync(Ct);
        }

        await using var app = await TestApp.StartAsync(place, ["RateLimits:Enabled=false", "Security:AllowPlainHttp=true"]);

        Assert.Equal(
            [
                ("KeyFileExposed", "others-may-read"), ("KeysNotWrapped", "plain"),
                ("ProtectionOff", "RateLimits:Enabled"), ("ProtectionOff", "Security:AllowPlainHttp"),
            ],
            app.Log.AllSecurity.Where(l => l.Level == LogLevel.Warning).Select(l => (l.Name, l.Outcome)));
    }

    // As Data Protection writes a key where nothing wraps it.
    private static string PlainKey()
    {
        var folder = Directory.CreateTempSubdirectory("blazorsessions-test-");
        try
        {
            var services = new ServiceCollection();
            services.AddDataProtection().PersistKeysToFileSystem(folder);
            using var provider = services.BuildServiceProvider();
            provider.GetRequiredService<IKeyManager>().CreateNewKey(TestApp.Start, TestApp.Start.AddYears(10));
            return File.ReadAllText(folder.GetFiles().Single().FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
