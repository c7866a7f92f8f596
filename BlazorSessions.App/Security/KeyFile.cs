using System.Text;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Security;

/// <summary>
/// The one secret that is not in the database. Everything that protects what is in the database is wrapped by keys derived from
/// it, so a stolen database alone yields nothing. Former keys stay in it: what was written with them can be read and verified.
/// </summary>
/// <remarks>It may change while the program runs, by <c>keys rotate</c> or because it was copied here: that is noticed within a second.</remarks>
public sealed class KeyFile(string path, TimeProvider? machine = null)
{
    private const string Setting = "Keys:File";
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly TimeProvider counter = machine ?? TimeProvider.System; // how often one looks is no rule of the product
    private readonly Lock turn = new();
    private KeyRing? ring;
    private DateTime writtenAt;
    private long lookedAt;

    public bool Exists => File.Exists(path);

    /// <summary>It was made by this program, and not found.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Everybody on the machine may read or change it. What a group may is the choice of whoever set it.</summary>
    public bool IsExposed => !OperatingSystem.IsWindows() && Exists && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>A key for one purpose.</summary>
    /// <exception cref="SettingsException">The file cannot be read, made or understood.</exception>
    public byte[] DeriveKey(string purpose) => DeriveKeys(purpose)[0].Bytes;

    /// <summary>The same, and after it those that come from former keys, the newest first.</summary>
    /// <exception cref="SettingsException">The file cannot be read, made or understood.</exception>
    public IReadOnlyList<DerivedKey> DeriveKeys(string purpose) => Current().Derive(purpose);

    /// <summary>Makes a new key and keeps those that there are as former ones.</summary>
    /// <exception cref="SettingsException">The file cannot be read, understood or written.</exception>
    public void Rotate(DateTimeOffset now) => Rewrite(known => known.Rotate(now));

    /// <summary>Notes that the log of the database is sealed from now on.</summary>
    /// <exception cref="SettingsException">The file cannot be read, understood or written.</exception>
    public void NoteSealed(DateTimeOffset now) => Rewrite(known => known.SealedAt is null ? known.Sealed(now) : known);

    /// <summary>What it holds at this moment, for whoever needs several keys that belong together.</summary>
    /// <exception cref="SettingsException">The file cannot be read, made or understood.</exception>
    internal KeyRing Current()
    {
        lock (turn)
        {
            if (ring is null)
            {
                ring = Load();
            }
            else if (counter.GetElapsedTime(lookedAt) >= LookEvery)
            {
                lookedAt = counter.GetTimestamp();
                ring = ReadChanged(ring) ?? ring;
            }

            return ring;
        }
    }

    // While something is there that is no key file, such as half of one, or one without the key that stands, what was read before
    // holds on.
    private KeyRing? ReadChanged(KeyRing known)
    {
        try
        {
            return Exists && File.GetLastWriteTimeUtc(path) != writtenAt && Try(Read) is var read && read.Follows(known) ? read : null;
        }
        catch (SettingsException)
        {
            return null;
        }
    }

    // Only at first: a file that goes away while the program runs is no reason to make up another key.
    private KeyRing Load() => Try(() =>
    {
        if (!Exists)
        {
            Make();
        }

        return Read();
    });

    // Into the file that is there, and not in its place: its owner may be another user, and it may be a link. Whole beside it
    // first, so that nothing is lost if it breaks off.
    private void Rewrite(Func<KeyRing, KeyRing> change)
    {
        lock (turn)
        {
            using var alone = Try(() => new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            using var target = Try(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read));
            using var reader = new StreamReader(target);
            var known = Try(() => KeyRing.Parse(reader.ReadToEnd().Split('\n')));
            var next = change(known);
            if (next != known)
            {
                var draft = Try(() => Draft(next));
                var content = File.ReadAllBytes(draft);
                try
                {
                    target.SetLength(0);
                    target.Write(content);
                    target.Flush(flushToDisk: true);
                }
                catch (IOException e)
                {
                    throw new SettingsException(Setting, $"{path} cannot be written ({e.Message}); what it is to hold is in {draft}");
                }

                File.Delete(draft);
            }

            ring = next;
        }
    }

    private KeyRing Read()
    {
        var at = File.GetLastWriteTimeUtc(path);
        var read = KeyRing.Parse(File.ReadLines(path));
        (lookedAt, writtenAt) = (counter.GetTimestamp(), at);
        return read;
    }

    // Written whole beside its place and then moved there: of several nodes that start at once, the first wins and the
    // others read what it wrote.
    private void Make()
    {
        PrivateFolder.Make(Path.GetDirectoryName(path)!);
        var draft = Draft(KeyRing.New());
        try
        {
            File.Move(draft, path, overwrite: false);
            IsNew = true;
        }
        catch (IOException) when (Exists)
        {
            File.Delete(draft);
        }
    }

    private string Draft(KeyRing content)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = PrivateFile.New();
        if (!OperatingSystem.IsWindows() && Exists)
        {
            options.UnixCreateMode = File.GetUnixFileMode(path);
        }

        using var file = new FileStream(draft, options);
        file.Write(Encoding.UTF8.GetBytes(string.Join("", content.Format().Select(line => line + "\n"))));
        file.Flush(flushToDisk: true);
        return draft;
    }

    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (FormatException)
        {
            throw new SettingsException(Setting, $"{path} is not a key file: {KeyRing.KeyBytes} bytes in base64 are expected; a change that broke off left a whole one beside it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(Setting, $"{path} cannot be read or made ({e.Message})");
        }
    }
}
