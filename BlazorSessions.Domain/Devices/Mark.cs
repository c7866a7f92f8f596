namespace BlazorSessions.Domain.Devices;

/// <summary>One row of the tables: a word of user agents, and what it tells.</summary>
/// <param name="Text">
/// The word. With a slash at its end it counts only with a value ("Line/" is in "Line/14.1", not in "Line"); two words, or a
/// word with its value, count only together ("Windows Phone", "FBAN/MessengerForiOS").
/// </param>
/// <param name="Tells">What it tells of.</param>
/// <param name="Name">What a person would call that.</param>
/// <param name="Kind">The kind of device, where it tells that too.</param>
internal sealed record Mark(string Text, Telling Tells, string Name, DeviceKind Kind = DeviceKind.Unknown)
{
    /// <summary>The text without the slash at its end.</summary>
    public string Words { get; } = Text.TrimEnd('/');

    /// <summary>It counts only with a value.</summary>
    public bool NeedsValue { get; } = Text.EndsWith('/');

    /// <summary>Its place among all rows; where several tell of the same, the first counts.</summary>
    public int Rank { get; init; }
}

/// <summary>What a <see cref="Mark"/> tells of.</summary>
internal enum Telling
{
    Bot,
    Browser,
    System,
    Form,
    Detail,
    Program,
}
