using System.Data.Common;
using System.Security.Cryptography;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App;

/// <summary>What must hold before the first request: the file is ours, the schema is current, the key file fits.</summary>
/// <remarks>Nodes that start together do it one after the other, so that they share one schema and one first key.</remarks>
internal static class Startup
{
    private static readonly TimeSpan FirstKeyLifetime = TimeSpan.FromDays(90); // what Data Protection gives a key by default

    private static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(30);

    /// <exception cref="SettingsException">One of them does not hold; its text names the setting.</exception>
    public static async Task PrepareAsync(this WebApplication app, AppSettings settings)
    {
        app.Services.GetRequiredService<DatabaseFileLock>();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        try
        {
            db.Database.SetCommandTimeout(MigrationPatience);
            await db.PrepareAsync(CancellationToken.None);
            await using var turn = await db.LockStartAsync(CancellationToken.None);
            await CheckVersionAsync(db, settings.Database.Provider);
            await db.Database.MigrateAsync();
            await CheckKeysAsync(app.Services, db);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException || DatabaseFailure.Is(e))
        {
            throw new SettingsException(
                $"ConnectionStrings:{settings.Database.Provider}", $"the database cannot be opened ({e.Message.ReplaceLineEndings(" ")})");
        }
    }

    // A newer version may keep things where this one does not look for them, such as an end of a session.
    private static async Task CheckVersionAsync(AppDbContext db, DatabaseProvider provider)
    {
        if ((await db.Database.GetAppliedMigrationsAsync()).Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown)
        {
            throw new SettingsException($"ConnectionStrings:{provider}", $"a newer version of this program has written the database ({unknown})");
        }
    }

    // A wrong key file would let everything start and then fail at the first cookie or code; it is found here instead.
    private static async Task CheckKeysAsync(IServiceProvider services, AppDbContext db)
    {
        var isNew = !await db.DataProtectionKeys.AnyAsync();
        var file = services.GetRequiredService<KeyFile>();
        if (!file.Exists && !isNew)
        {
            throw new SettingsException("Keys:File", "the file is missing, and what is in the database was protected with it");
        }

        file.DeriveKey(KeyFileXmlEncryptor.Purpose);
        if (isNew)
        {
            var now = TimeProvider.System.GetUtcNow(); // Data Protection knows no other clock
            services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + FirstKeyLifetime);
        }

        // Before Data Protection does, which would write the failure down with all that led to it.
        var unwrap = new KeyFileXmlDecryptor(services);
        try
        {
            foreach (var wrapped in (await db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync()).SelectMany(KeyFileXmlEncryptor.WrappedIn))
            {
                unwrap.Decrypt(wrapped);
            }

            await WriteDownKeysAsync(services.GetRequiredService<SecurityLog>(), file, db);
        }
        catch (CryptographicException)
        {
            throw new SettingsException("Keys:File", "the file does not fit the database: its keys were wrapped with another one");
        }
    }

    private static async Task WriteDownKeysAsync(SecurityLog log, KeyFile file, AppDbContext db)
    {
        if (file.IsNew)
        {
            log.Note("KeyFileMade", "done", default);
        }

        if (file.IsExposed)
        {
            log.Warn("KeyFileExposed", "others-may-read", default);
        }

        // Data Protection takes such a key as any other, whoever has put it there.
        if (await db.DataProtectionKeys.AnyAsync(k => k.Xml!.Contains("<key ") && !k.Xml.Contains("<encryptedSecret")))
        {
            log.Warn("KeysNotWrapped", "plain", default);
        }
    }
}
