using System.Net.Sockets;
using System.Text;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSessions.Tests.Http;

/// <summary>Whatever is sent, an entry of the real program's console is one line, and nobody but the program begins one.</summary>
[Trait("abuse", "A21")]
public sealed class OneLineEach
{
    private const string Beginning = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trce|dbug|info|warn|fail|crit) [\w.+`]+\[\d+\] ";
    private const string Forged = "1999-01-01T00:00:00.000Z info BlazorSessions.App.Security.SecurityLog[1] SignInOpened forged";
    private static readonly string[] Ends = ["\r\n", "\n", "\r", "\u2028\u2029\u0085\v\f", "\u001b[1A\u001b[2K\b\b"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("speed", "slow")]
    public async Task No_input_ends_a_line_or_begins_one()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, "Logging:Console:LogLevel:Default=Trace");
        using var ann = new Visitor(program);
        await ann.SignUpAsync();
        foreach (var end in Ends)
        {
            await SendEverywhereAsync(program, end + Forged);
        }

        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct);

        Assert.All(program.Written, line => Assert.Matches(Beginning, line));
        Assert.DoesNotContain(program.Written, line => line.StartsWith("1999", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Written, line => line.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'));
        Assert.Contains(program.Written, line => line.Contains(@"\r\n" + Forged, StringComparison.Ordinal)); // the path, which the framework writes down
        Assert.Contains(program.Written, line => line.Contains("DefaultAntiforgery[7]", StringComparison.Ordinal) && line.Contains(@"\n   at ", StringComparison.Ordinal));
        Assert.Contains(program.Written, line => line.Contains("SecurityLog[2] FormRefused", StringComparison.Ordinal));
        Assert.Contains(program.Written, line => line.Contains("SecurityLog[2] SignInFailed", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task As_JSON_an_entry_is_one_line_too_with_its_fields_by_name()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, "Logging:Console:LogLevel:Default=Information", "Logging:Console:FormatterName=json");
        await SendEverywhereAsync(program, string.Concat(Ends) + Forged);

        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct);

        Assert.All(program.Written, line => Assert.Matches(@"^\{""Timestamp"":""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"",.*\}$", line));
        Assert.Contains(program.Written, line => line.Contains("\"State\":{\"EventName\":\"SignInFailed\",\"Outcome\":\"wrong-credentials\"", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_stands_in_the_line_of_its_entry_and_what_is_hidden_is_shown()
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Error, "Category", new EventId(7), "a\r\nb\u202Ec\u001b[31m\t\U000E0041é😀", new InvalidOperationException("one\ntwo"), (state, _) => state);

        new OneLineFormatter().Write(entry, null, writer);

        Assert.Matches(
            @"^[0-9T:.-]+Z fail Category\[7\] a\\r\\nb\\u\{202e\}c\\u\{1b\}\[31m\\u\{9\}\\u\{e0041\}é😀 System\.InvalidOperationException: one\\ntwo\n$",
            writer.ToString());
    }

    // The path, the query, the user agent, cookies and the fields of a form; a header cannot hold the end of a line, so there it is sent without.
    private static async Task SendEverywhereAsync(RunningProgram program, string text)
    {
        var inPath = Uri.EscapeDataString(text);
        var inHeader = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        await SendAsync(program, $"GET /x{inPath}?q={inPath} HTTP/1.1\r\nUser-Agent: curl{inHeader}\r\nReferer: {inHeader}\r\n");
        await SendAsync(program, $"GET /signin?returnUrl={inPath}&ended={inPath} HTTP/1.1\r\nUser-Agent: {inHeader}\r\n");
        await SendAsync(program, $"GET /signin HTTP/1.1\r\nCookie: antiforgery={inPath}; session={inPath}; device={inHeader}; waiting={inPath}\r\n");
        await SendAsync(program, $"POST /y{inPath} HTTP/1.1\r\nUser-Agent: curl{inHeader}\r\nContent-Length: 0\r\n");
        await SendAsync(program, $"GET /{text} HTTP/1.1\r\nX-Forwarded-For: {text}\r\n"); // also as no browser sends it
        using var stranger = new Visitor(program, text + "@example.org");
        await stranger.SignInAsync(text);
        await stranger.RecoverAsync(text, text);
        await stranger.SubmitAsync(
            "/signup", "Create account",
            ("First name", text), ("Last name", text), ("Email", stranger.Email), ("Password", text), ("Confirm password", text));
    }

    private static async Task SendAsync(RunningProgram program, string head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(program.Address.Host, program.Address.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{head}Host: {program.Address.Authority}\r\nConnection: close\r\n\r\n"), Ct);
        try
        {
            await stream.CopyToAsync(Stream.Null, Ct);
        }
        catch (IOException)
        {
            // It need not listen to the end.
        }
    }
}
