using System.Data.Common;
using System.Security.Cryptography;
using System.Xml.Linq;
using BlazorSessions.App.Chain;
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
    private static readonly TimeSpan MigrationPatience = TimeSpan.FromMinutes(30);

    /// <exception cref="SettingsException">One of them does not hold; its text names the setting.</exception>
    public static Task PrepareAsync(this WebApplication app, AppSettings settings) => app.Services.PrepareAsync(settings);

    /// <inheritdoc cref="PrepareAsync(WebApplication, AppSettings)"/>
    public static async Task PrepareAsync(this IServiceProvider services, AppSettings settings)
    {
        services.GetRequiredService<DatabaseFileLock>();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        try
        {
            db.Database.SetCommandTimeout(MigrationPatience);
            await db.PrepareAsync(CancellationToken.None);
            await using var turn = await db.LockStartAsync(CancellationToken.None);
            if (await BringUpToDateAsync(db, settings.Database.Provider))
            {
                services.GetRequiredService<LogKeys>().BeginAnew();
            }

            await CheckKeysAsync(services, db);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException || DatabaseFailure.Is(e))
        {
            throw new SettingsException(
                $"ConnectionStrings:{settings.Database.Provider}", $"the database cannot be opened ({DatabaseFailure.TextOf(e)})");
        }
    }

    /// <summary>
    /// The same for a command beside a server or without one: it makes and changes nothing. What is missing, a start of the server
    /// brings.
    /// </summary>
    /// <exception cref="SettingsException">One of them does not hold; its text names the setting.</exception>
    public static async Task CheckAsync(this WebApplication app, AppSettings settings, CancellationToken ct)
    {
        var setting = $"ConnectionStrings:{settings.Database.Provider}";
        if (settings.Database.SqliteFile is { } path && !File.Exists(path))
        {
            throw new SettingsException(setting, $"there is no database {path}; start the server once, or name the one that it uses");
        }

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var applied = await AppliedAsync(db, settings.Database.Provider);
        if (applied.Count == 0)
        {
            throw new SettingsException(setting, "there is nothing in this database yet; start the server once, or name the one that it uses");
        }

        if (IsPending(db, applied))
        {
            throw new SettingsException(setting, "an older version of this program has written the database; start the server once");
        }

        if (!app.Services.GetRequiredService<KeyFile>().Exists)
        {
            throw new SettingsException("Keys:File", $"there is no file {settings.KeyFile}; name the one that the server uses");
        }

        await CheckKeysAsync(app.Services, db);
        await db.FollowClockAsync(app.Services.GetService<DatabaseClock>(), ct);
    }

    // Whether nothing was there before.
    private static async Task<bool> BringUpToDateAsync(AppDbContext db, DatabaseProvider provider)
    {
        var applied = await AppliedAsync(db, provider);
        if (IsPending(db, applied)) // EF compares the whole model first, also when nothing is left to do
        {
            await db.MigrateAsync(CancellationToken.None);
        }

        return applied.Count == 0;
    }

    private static bool IsPending(AppDbContext db, List<string> applied) => db.Database.GetMigrations().Except(applied).Any();

    private static async Task<List<string>> AppliedAsync(AppDbContext db, DatabaseProvider provider)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync()).ToList();

        // A newer version may keep things where this one does not look for them, such as an end of a session.
        if (applied.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown)
        {
            throw new SettingsException(
                $"ConnectionStrings:{provider}", $"a newer version of this program has written the database ({unknown})");
        }

        return applied;
    }

    // A wrong key file would let everything start and then fail at the first cookie or code; it is found here instead.
    private static async Task CheckKeysAsync(IServiceProvider services, AppDbContext db)
    {
        var stored = await StoredKeysAsync(db);
        var file = services.GetRequiredService<KeyFile>();
        if (!file.Exists && stored.Count > 0)
        {
            throw new SettingsException("Keys:File", "the file is missing, and what is in the database was protected with it");
        }

        file.DeriveKey(KeyFileXmlEncryptor.Purpose);
        if (stored.Count == 0)
        {
            services.GetRequiredService<IKeyManager>().CreateKey();
            stored = await StoredKeysAsync(db);
        }

        // Before Data Protection does, which would write the failure down with all that led to it.
        var unwrap = new KeyFileXmlDecryptor(services);
        try
        {
            foreach (var wrapped in stored.SelectMany(key => KeyFileXmlEncryptor.WrappedIn(XElement.Parse(key))))
            {
                unwrap.Decrypt(wrapped);
            }

            WriteDownKeys(services.GetRequiredService<SecurityLog>(), file, stored);
        }
        catch (CryptographicException)
        {
            throw new SettingsException("Keys:File", "the file does not fit the database: its keys were wrapped with another one");
        }
    }

    private static Task<List<string>> StoredKeysAsync(AppDbContext db) => db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync();

    private static void WriteDownKeys(SecurityLog log, KeyFile file, List<string> stored)
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
        if (stored.Exists(key =>
            key.Contains("<key ", StringComparison.Ordinal) && !key.Contains("<encryptedSecret", StringComparison.Ordinal)))
        {
            log.Warn("KeysNotWrapped", "plain", default);
        }
    }
}
