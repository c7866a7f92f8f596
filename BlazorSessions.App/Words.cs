namespace BlazorSessions.App;

/// <summary>
/// Stands for <c>Words.resx</c>, where everything that pages say is kept, in English. Another language is one more file beside
/// it, such as <c>Words.de.resx</c>.
/// </summary>
public sealed class Words;
