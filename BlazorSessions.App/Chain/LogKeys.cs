using BlazorSessions.App.Security;

namespace BlazorSessions.App.Chain;

/// <summary>Gives the hashes of the log by what the key file holds.</summary>
public sealed class LogKeys(KeyFile file)
{
    private volatile LogHashes? last;

    /// <summary>Those of this moment; to be asked for once for all that belongs together.</summary>
    public LogHashes Now
    {
        get
        {
            var keys = file.Current();
            return last is { } known && known.IsOf(keys) ? known : last = new(keys);
        }
    }

    /// <summary>Has the key file know that the log is sealed, if it does not yet.</summary>
    /// <exception cref="Settings.SettingsException">The file cannot be written.</exception>
    public void NoteSealed(DateTimeOffset now)
    {
        if (!Now.WasSealed)
        {
            file.NoteSealed(now);
        }
    }
}
