using System.CommandLine;
using BlazorSessions.App.Transfer;

namespace BlazorSessions.App.Commands;

/// <summary><c>data …</c>: moving everything to another database, also of the other kind.</summary>
internal static class DataCommands
{
    public static Command Of(string[] settings) => new("data", "Move everything to another database") { Export(settings), Import(settings) };

    private static OperatorCommand Export(string[] settings)
    {
        var file = new Argument<string>("file") { Description = "The file to write, which must not be there yet" };
        return new(
            "export", "Write the whole database into a file, as of one moment. It holds all that the database holds: keep it as you keep that", settings,
            async (services, parsed, ct) =>
            {
                var path = parsed.GetValue(file)!;
                using var progress = new ProgressLine("rows", parsed.InvocationConfiguration.Error);
                return await TryAsync(path, async () => ReportOf(path, await services.GetRequiredService<DatabaseExport>().WriteAsync(path, progress, ct)));
            })
        {
            file,
        };
    }

    private static OperatorCommand Import(string[] settings)
    {
        var file = new Argument<string>("file") { Description = "What data export has written, with the same key file" };
        return new(
            "import", "Read such a file into a database where nothing is yet, which is made as at a start, and look at the log there. Exit code 2 when the log was changed", settings,
            async (services, parsed, ct) =>
            {
                var path = parsed.GetValue(file)!;
                using var progress = new ProgressLine("rows", parsed.InvocationConfiguration.Error);
                return await TryAsync(path, async () => ReportOf(path, await services.GetRequiredService<DatabaseImport>().ReadAsync(path, progress, ct)));
            },
            needsDatabase: false)
        {
            file,
        };
    }

    private static Report ReportOf(string path, ImportResult result) => result switch
    {
        ImportResult.Refused refused => new Report.NotDone($"{refused.Why}."),
        ImportResult.Done { Log.Faults.Count: > 0 } done => new Report.Found(
            new { File = path, Rows = done.Counts, done.Log.Faults }, [.. Lines(path, done.Counts, "read from"), .. LogCommands.LinesOf(done.Log)]),
        ImportResult.Done done => new Report.Done(
            new { File = path, Rows = done.Counts, done.Log.Faults }, [.. Lines(path, done.Counts, "read from"), .. LogCommands.LinesOf(done.Log)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Report.Done ReportOf(string path, IReadOnlyDictionary<string, long> counts) =>
        new(new { File = path, Rows = counts }, [.. Lines(path, counts, "written to")]);

    private static IEnumerable<string> Lines(string path, IReadOnlyDictionary<string, long> counts, string how) =>
    [
        $"{Output.Count(counts.Values.Sum(), "row was", "rows were")} {how} {path}.",
        .. Output.Table(["table", "rows"], counts.Select(count => (IReadOnlyList<string>)[count.Key, $"{count.Value:N0}"])),
    ];

    private static async Task<Report> TryAsync(string path, Func<Task<Report>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new Report.NotDone($"{path}: {e.Message}");
        }
    }
}
