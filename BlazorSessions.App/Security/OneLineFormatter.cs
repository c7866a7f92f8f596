using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BlazorSessions.App.Security;

/// <summary>
/// Writes each entry to the console as exactly one line, an exception included, in UTC. Whatever a terminal or a reader of lines
/// could take for the end of a line or for a command is written as an escape (ASVS 16.2.2, 16.4.1): the framework's own
/// formatter of single lines replaces line feeds and no more.
/// </summary>
public sealed class OneLineFormatter() : ConsoleFormatter("one-line")
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    // As all other programs on this machine do: lines are compared with theirs.
    private readonly TimeProvider clock = TimeProvider.System;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(clock.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture));
        textWriter.Write($" {NameOf(logEntry.LogLevel)} {logEntry.Category}[{logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture)}] ");
        WriteInOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(' ');
            WriteInOneLine(textWriter, exception.ToString());
        }

        textWriter.Write('\n');
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private static void WriteInOneLine(TextWriter writer, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    writer.Write(@"\n");
                    break;
                case '\r':
                    writer.Write(@"\r");
                    break;
                default:
                    writer.Write(IsShown(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:x}}}"));
                    break;
            }
        }
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
