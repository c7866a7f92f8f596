using System.Globalization;

namespace BlazorSessions.App.Settings;

/// <summary>Reads single settings and refuses a wrong one by its key, as <c>Section:Key</c>.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    public string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A time from <paramref name="min"/> to <paramref name="max"/>. It must be written with colons: a bare number would mean days.</summary>
    /// <exception cref="SettingsException">It is not written so, or lies outside.</exception>
    public TimeSpan Time(string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= min && time <= max
            ? time
            : throw new SettingsException(key, $"must be a time from {min:c} to {max:c}, written hh:mm:ss or d.hh:mm:ss, but is \"{text}\"");
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    /// <exception cref="SettingsException">It is none, or lies outside.</exception>
    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new SettingsException(key, $"must be a whole number from {min} to {max}, but is \"{text}\"");
    }

    /// <summary>True or false.</summary>
    /// <exception cref="SettingsException">It is neither.</exception>
    public bool YesOrNo(string key, bool fallback)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        return bool.TryParse(text, out var value) ? value : throw new SettingsException(key, $"must be true or false, but is \"{text}\"");
    }

    /// <summary>One of the names of an enum, in any case.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public T OneOf<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        return Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw new SettingsException(key, $"must be {string.Join(" or ", Enum.GetNames<T>())}, but is \"{text}\"");
    }

    /// <summary>One of some words, written just so; null where there is none.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public string? Word(string key, params string[] words) => Text(key) is not { } text ? null
        : words.Contains(text, StringComparer.Ordinal) ? text
        : throw new SettingsException(key, $"must be {string.Join(" or ", words)}, but is \"{text}\"");

    /// <summary>A list, written as <c>Key:0</c>, <c>Key:1</c>, … or in one value with commas.</summary>
    public IReadOnlyList<(string Key, string Value)> List(string key)
    {
        var section = configuration.GetSection(key);
        var single = (section.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. single.Select(value => (key, value)), .. section.GetChildren().Where(c => c.Value is not null).Select(c => (c.Path, c.Value!.Trim()))];
    }
}
