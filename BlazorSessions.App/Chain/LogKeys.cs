using BlazorSessions.App.Security;

namespace BlazorSessions.App.Chain;

/// <summary>Gives the hashes of the log by what the key file holds.</summary>
public sealed class LogKeys(KeyFile file)
{
    private volatile LogHashes? last;
    private volatile bool isNewDatabase;

    /// <summary>Those of this moment; to be asked for once for all that belongs together.</summary>
    public LogHashes Now
    {
        get
        {
            var keys = file.Current();
            return last is { } known && known.IsOf(keys, isNewDatabase) ? known : last = new(keys, isNewDatabase);
        }
    }

    /// <summary>This process has just made the database: whatever the key file knows is of another one.</summary>
    public void BeginAnew() => isNewDatabase = true;

    /// <summary>Has the key file know that the log is sealed, if it does not yet.</summary>
    /// <exception cref="Settings.SettingsException">The file cannot be written.</exception>
    public void NoteSealed(DateTimeOffset now)
    {
        isNewDatabase = false;
        if (!Now.WasSealed)
        {
            file.NoteSealed(now);
        }
    }
}
