namespace BlazorSessions.App.Settings;

/// <summary>What the operator takes upon himself.</summary>
/// <param name="AllowPlainHttp">Plain HTTP is served under any host name, not under those of this machine alone.</param>
public sealed record SecuritySettings(bool AllowPlainHttp)
{
    /// <exception cref="SettingsException">Neither true nor false.</exception>
    public static SecuritySettings Read(SettingsReader read) => new(read.YesOrNo("Security:AllowPlainHttp", false));
}
