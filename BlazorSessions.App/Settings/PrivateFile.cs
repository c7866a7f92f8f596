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
}
