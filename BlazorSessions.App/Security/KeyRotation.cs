using System.Xml.Linq;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Security;

/// <summary>What came of a rotation: the key file has a new key in any case. Closed: no further case can appear elsewhere.</summary>
public abstract record RotatedKeys
{
    private RotatedKeys()
    {
    }

    /// <summary>The database goes by it too.</summary>
    /// <param name="Path">Where the file is.</param>
    /// <param name="Rewrapped">How many keys in the database were wrapped with the new one.</param>
    /// <param name="IsSealed">All logs are sealed with it, since they were as this program left them.</param>
    public sealed record Done(string Path, int Rewrapped, bool IsSealed) : RotatedKeys;

    /// <summary>The database could not be written: what is in it is wrapped with the former key still, or not revoked.</summary>
    /// <param name="Path">Where the file is.</param>
    /// <param name="Why">What the database said.</param>
    public sealed record FileAlone(string Path, string Why) : RotatedKeys;
}

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
        try
        {
            var done = new RotatedKeys.Done(settings.KeyFile, await RewrapAsync(), await sealer.SealAsync(CancellationToken.None));
            if (revoke)
            {
                protectionKeys.RevokeAllKeys(ProtectionServices.Clock.GetUtcNow(), "keys rotate --revoke");
                protectionKeys.CreateKey();
            }

            log.Note("KeysRotated", revoke ? "revoked" : "done", default);
            return done;
        }
        catch (Exception e) when (DatabaseFailure.IsAny(e))
        {
            log.Note("KeysRotated", "file-alone", default);
            return new RotatedKeys.FileAlone(settings.KeyFile, DatabaseFailure.TextOf(e));
        }
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
