using System.Security.Cryptography;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App;

/// <summary>What must hold before the first request: the file is ours, the schema is current, the key file fits.</summary>
internal static class Startup
{
    /// <exception cref="SettingsException">One of them does not hold; its text names the setting.</exception>
    public static async Task PrepareAsync(this WebApplication app, AppSettings settings)
    {
        app.Services.GetRequiredService<DatabaseFileLock>();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await MigrateAsync(db, settings.Database);
        await CheckKeysAsync(app.Services, db);
    }

    private static async Task MigrateAsync(AppDbContext db, DatabaseSettings settings)
    {
        try
        {
            await db.ClearStaleMigrationLockAsync(CancellationToken.None);
            await db.Database.MigrateAsync();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            throw new SettingsException($"ConnectionStrings:{settings.Provider}", $"the database cannot be opened ({e.Message.ReplaceLineEndings(" ")})");
        }
    }

    // A wrong key file would let everything start and then fail at the first cookie or code; it is found here instead.
    private static async Task CheckKeysAsync(IServiceProvider services, AppDbContext db)
    {
        var file = services.GetRequiredService<KeyFile>();
        if (!file.Exists && await db.DataProtectionKeys.AnyAsync())
        {
            throw new SettingsException("Keys:File", "the file is missing, and what is in the database was protected with it");
        }

        file.DeriveKey(KeyFileXmlEncryptor.Purpose);
        try
        {
            foreach (var key in services.GetRequiredService<IKeyManager>().GetAllKeys())
            {
                key.CreateEncryptor();
            }
        }
        catch (CryptographicException)
        {
            throw new SettingsException("Keys:File", "the file does not fit the database: its keys were wrapped with another one");
        }
    }
}
