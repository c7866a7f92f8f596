using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Security;

/// <summary>
/// The one secret that is not in the database: 256 random bits in base64url. Everything that protects what is in the
/// database is wrapped by keys derived from it, so a stolen database alone yields nothing.
/// </summary>
public sealed class KeyFile
{
    private const int KeyBytes = 32;
    private const string Setting = "Keys:File";
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string path;
    private readonly Lazy<byte[]> key;

    public KeyFile(string path)
    {
        this.path = path;
        key = new(LoadOrMake);
    }

    public bool Exists => File.Exists(path);

    /// <summary>It was made by this program, and not found.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Everybody on the machine may read or change it. What a group may is the choice of whoever set it.</summary>
    public bool IsExposed => !OperatingSystem.IsWindows() && Exists && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>A key for one purpose, independent of those for others (HKDF, RFC 5869).</summary>
    /// <exception cref="SettingsException">The file cannot be read, made or understood.</exception>
    public byte[] DeriveKey(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    private byte[] LoadOrMake()
    {
        try
        {
            if (!Exists)
            {
                Make();
            }

            var bytes = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return bytes.Length == KeyBytes ? bytes : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new SettingsException(Setting, $"{path} is not a key file: {KeyBytes} bytes in base64 are expected");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(Setting, $"{path} cannot be read or made ({e.Message})");
        }
    }

    // Written whole beside its place and then moved there: of several nodes that start at once, the first wins and the
    // others read what it wrote.
    private void Make()
    {
        PrivateFolder.Make(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

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
}
