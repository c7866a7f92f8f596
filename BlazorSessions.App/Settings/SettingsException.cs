namespace BlazorSessions.App.Settings;

/// <summary>A setting that cannot be used: the start stops with its one line, which names the key.</summary>
public sealed class SettingsException(string key, string problem) : Exception($"{key}: {problem}");
