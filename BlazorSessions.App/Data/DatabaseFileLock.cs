using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Data;

/// <summary>Keeps a second server off the same SQLite file: events travel inside one process there, so two would not hear each other.</summary>
public sealed class DatabaseFileLock : IDisposable
{
    private const string Setting = "ConnectionStrings:Sqlite";

    private readonly FileStream? held;

    /// <exception cref="SettingsException">Another server has the file, or the folder cannot be written.</exception>
    public DatabaseFileLock(DatabaseSettings settings)
    {
        if (settings.SqliteFile is not { } file)
        {
            return;
        }

        try
        {
            PrivateFolder.Make(Path.GetDirectoryName(file)!);
            held = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file + ".lock"))
        {
            throw new SettingsException(Setting, $"another server uses {file} ({e.Message})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(Setting, $"{file} cannot be made ({e.Message})");
        }
    }

    public void Dispose() => held?.Dispose();
}
