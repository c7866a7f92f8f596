using System.CommandLine;
using System.Globalization;
using BlazorSessions.App.Chain;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Commands;

/// <summary><c>log …</c>: whether somebody changed it, and handing it to whoever has to look at it.</summary>
internal static class LogCommands
{
    private const int FaultsShown = 100;

    // As ISO 8601 has them, and as this program shows and writes them itself.
    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
    ];

    public static Command Of(string[] settings) => new("log", "Prove that nobody changed the log, and write it out") { Verify(settings), Export(settings), Accept(settings) };

    private static OperatorCommand Verify(string[] settings) => new(
        "verify", "Look at every entry of the log. Exit code 2, and the first entry that is wrong, when somebody changed it", settings,
        async (services, parsed, ct) =>
        {
            using var progress = new ProgressLine("entries", parsed.InvocationConfiguration.Error);
            var found = await services.GetRequiredService<LogVerifier>().VerifyAsync(progress, ct);
            progress.Dispose();
            var lines = LinesOf(found);
            return found.Faults.Count == 0 ? new Report.Done(found, lines) : new Report.Found(found, lines);
        });

    private static OperatorCommand Export(string[] settings)
    {
        var user = new Option<string?>("--user") { Description = "Only the log of this account" };
        var since = Time("--since", "Only what happened at that time or later, such as 2026-11-01 or 2026-11-01T08:00. UTC, unless it ends in another offset");
        var until = Time("--until", "Only what happened before that time");
        var format = new Option<LogFormat>("--format") { Description = "jsonl: one JSON object in each line, or csv", DefaultValueFactory = _ => LogFormat.Jsonl };
        var output = new Option<string?>("--output") { Description = "The file to write, which must not be there yet. Without it, the standard output" };
        return new("export", "Write the log out for whoever has to look at it, with the hashes of its entries", settings, async (services, parsed, ct) =>
        {
            var what = new LogSelection(parsed.GetValue(since), parsed.GetValue(until));
            return parsed.GetValue(user) is { } named
                ? await services.WithUserAsync(named, found => WriteAsync(found.Id), ct)
                : await WriteAsync(null);

            async Task<Report> WriteAsync(UserId? of)
            {
                var export = services.GetRequiredService<LogExport>();
                return await export.WriteAsync(what with { User = of }, parsed.GetValue(format), parsed.GetValue(output), parsed.InvocationConfiguration.Output, ct);
            }
        })
        {
            user, since, until, format, output,
        };
    }

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            var text = given.Tokens.Single().Value;
            if (DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            given.AddError($"{name} is a time such as 2026-11-01 or 2026-11-01T08:00Z, not {text}.");
            return null;
        },
    };

    private static OperatorCommand Accept(string[] settings) => OperatorCommand.WithoutReturn(
        "accept", "After you have looked into what log verify named: seal all logs anew as they are, so that later changes are seen", settings,
        _ => "What was changed will no longer be named as a whole; entries that are wrong stay wrong.",
        async (services, _, ct) =>
        {
            var logs = await services.GetRequiredService<LogSealer>().SealAnewAsync(ct);
            return new Report.Done(new { Logs = logs }, $"{Output.Count(logs, "log is", "logs are")} sealed as they are.");
        });

    /// <summary>What came of a verification, for people.</summary>
    public static List<string> LinesOf(LogVerification found)
    {
        var seal = found.SealedAt is null ? "nothing was sealed yet" : $"sealed {Output.Count(found.Seals, "time", "times")}, last at {Output.Time(found.SealedAt)}";
        var size = $"{Output.Count(found.Entries, "entry", "entries")} of {Output.Count(found.Logs, "account", "accounts")}, {seal}{(found.Unsealed == 0 ? "" : $", {Output.Count(found.Unsealed, "entry", "entries")} not yet")}";
        return found.Faults.Count == 0 ? [$"The log is whole: {size}."] :
        [
            $"The log was changed: {size}.",
            .. found.Faults.Take(FaultsShown).Select(TextOf),
            .. found.Faults.Count > FaultsShown ? [$"… and {found.Faults.Count - FaultsShown} more"] : Array.Empty<string>(),
        ];
    }

    private static string TextOf(LogFault fault) => (fault.User, fault.Number) switch
    {
        ({ } user, { } number) => $"Entry {number} of {user} {fault.What}.",
        ({ } user, null) => $"The log of {user}: {fault.What}.",
        _ => $"All logs: {fault.What}.",
    };
}
