namespace BlazorSessions.App.Settings;

/// <summary>A file for what only its owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>How one is made that is not there yet.</summary>
    public static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Makes one and writes it. When that breaks off there is none: half of it would pass for the whole.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<FileStream, Task<T>> write)
    {
        var file = new FileStream(path, New());
        try
        {
            await using (file)
            {
                return await write(file);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
