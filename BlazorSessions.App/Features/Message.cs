using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features;

/// <summary>Something to say, before it is known in which language.</summary>
/// <param name="Key">Which of the words.</param>
/// <param name="Values">What goes into them.</param>
public sealed record Message(string Key, params object[] Values)
{
    public string In(IStringLocalizer<Words> words) => words[Key, Values];
}
