using System.Xml.Linq;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Security;

/// <summary>The key file was replaced.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Rewrapped">How many keys in the database were wrapped with the new one.</param>
public sealed record RotatedKeys(string Path, int Rewrapped);

/// <summary>
/// Replaces the key of the key file, which keeps the former one to read and verify by. First the file, then what the database
/// holds: whatever breaks off in between, the file opens both.
/// </summary>
public sealed class KeyRotation(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    KeyFile file,
    IServiceProvider services,
    IKeyManager protectionKeys,
    LogSealer sealer,
    SecurityLog log,
    AppSettings settings,
    TimeProvider clock)
{
    /// <param name="revoke">Nothing that was protected until now is believed any more.</param>
    /// <param name="ct">Gives up before the file is replaced.</param>
    /// <exception cref="SettingsException">The file cannot be replaced.</exception>
    public async Task<RotatedKeys> RotateAsync(bool revoke, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        file.Rotate(clock.GetUtcNow());
        var rewrapped = await RewrapAsync();
        await sealer.SealAsync(CancellationToken.None);
        if (revoke)
        {
            protectionKeys.RevokeAllKeys(ProtectionServices.Clock.GetUtcNow(), "keys rotate --revoke");
            protectionKeys.CreateKey();
        }

        log.Note("KeysRotated", revoke ? "revoked" : "done", default);
        return new(settings.KeyFile, rewrapped);
    }

    private async Task<int> RewrapAsync()
    {
        var (unwrap, wrap) = (new KeyFileXmlDecryptor(services), new KeyFileXmlEncryptor(file));
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await contexts.CreateDbContextAsync();
        var rewrapped = 0;
        foreach (var stored in await db.DataProtectionKeys.ToListAsync())
        {
            var key = XElement.Parse(stored.Xml!);
            foreach (var wrapped in KeyFileXmlEncryptor.WrappedIn(key).ToList())
            {
                wrapped.ReplaceWith(wrap.Encrypt(unwrap.Decrypt(wrapped)).EncryptedElement);
                rewrapped++;
            }

            stored.Xml = key.ToString(SaveOptions.DisableFormatting);
        }

        await db.SaveChangesAsync();
        return rewrapped;
    }
}
