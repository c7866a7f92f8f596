using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorSessions.Domain;

namespace BlazorSessions.App.Commands;

/// <summary>Writes what came of a command: lines for people or one line of JSON for programs; what went wrong goes to the standard error.</summary>
internal static class Output
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int LogIsChanged = 2;

    private const int LongestCell = 60; // so that one long name does not push the columns of everybody off the screen

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new HexConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read by no browser
    };

    /// <summary>Writes to where the command was asked.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(Report report, bool asJson, InvocationConfiguration to)
    {
        switch (report)
        {
            case Report.NotDone notDone:
                await to.Error.WriteLineAsync(Shown(notDone.Why));
                return Failure;
            case Report.Done done:
                await WriteAsync(done.Data, done.Lines, asJson, to.Output);
                await (done.Note is { } note ? to.Error.WriteLineAsync(Shown(note)) : Task.CompletedTask);
                return Success;
            case Report.Found found:
                await WriteAsync(found.Data, found.Lines, asJson, to.Output);
                return LogIsChanged;
            case Report.Streamed:
                return Success;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Rows under their headings, each column as wide as it needs to be. What is long is cut, except in the last one.</summary>
    public static IReadOnlyList<string> Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [headings, .. rows.Select(row => (IReadOnlyList<string>)[.. row.SkipLast(1).Select(Cut), row[^1]])];
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        return [.. all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())];
    }

    public static string Time(DateTimeOffset? time) => time is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : "-";

    /// <summary>A number with its noun.</summary>
    public static string Count(long number, string one, string many) => number == 1 ? $"1 {one}" : $"{number:N0} {many}";

    /// <summary>One line of JSON.</summary>
    public static string JsonOf(object data) => JsonSerializer.Serialize(data, Json);

    private static async Task WriteAsync(object data, IReadOnlyList<string> lines, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            await output.WriteLineAsync(JsonOf(data));
            return;
        }

        foreach (var line in lines)
        {
            await output.WriteLineAsync(Shown(line));
        }
    }

    // A terminal obeys what it does not show.
    private static string Shown(string line) => PlainText.Clean(line, int.MaxValue);

    private static string Cut(string cell) => Shown(cell) is { Length: > LongestCell } text ? PlainText.Clean(text, LongestCell - 1) + "…" : Shown(cell);

    // As databases show bytes, and nothing that a spreadsheet would compute: base 64 may begin with a plus.
    private sealed class HexConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Convert.FromHexString(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexStringLower(value));
    }
}
