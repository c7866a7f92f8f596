using System.CommandLine;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Commands;

/// <summary>
/// A command of the operator: its options, and what it does with the parts of the application. Each knows <c>--json</c>; one that
/// cannot be undone asks, or wants <c>--yes</c>.
/// </summary>
internal sealed class OperatorCommand : Command
{
    /// <summary>How long it may take to break off when it is told to stop, as by Ctrl+C.</summary>
    public static readonly TimeSpan TimeToTidy = TimeSpan.FromSeconds(5);

    private readonly Option<bool> json = new("--json") { Description = "Answer in JSON, for programs" };

    /// <param name="name">What it is called by.</param>
    /// <param name="description">What it does, in a line or two.</param>
    /// <param name="settings">The settings that stood among the arguments.</param>
    /// <param name="act">What it does.</param>
    /// <param name="needsDatabase">The database has to be there already, as a server has left it.</param>
    public OperatorCommand(
        string name,
        string description,
        string[] settings,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<Report>> act,
        bool needsDatabase = true)
        : base(name, description)
    {
        Options.Add(json);
        SetAction(async (parsed, ct) => await Output.WriteAsync(await RunAsync(settings, needsDatabase, parsed, act, ct), parsed.GetValue(json), parsed.InvocationConfiguration));
    }

    /// <summary>A command that cannot be undone.</summary>
    /// <param name="name">What it is called by.</param>
    /// <param name="description">What it does, in a line or two.</param>
    /// <param name="settings">The settings that stood among the arguments.</param>
    /// <param name="question">What is to be agreed to.</param>
    /// <param name="act">What it does.</param>
    public static OperatorCommand WithoutReturn(
        string name,
        string description,
        string[] settings,
        Func<ParseResult, string> question,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<Report>> act)
    {
        var yes = new Option<bool>("--yes") { Description = "Do it without asking" };
        var command = new OperatorCommand(name, description, settings, async (services, parsed, ct) =>
            parsed.GetValue(yes) || await IsAgreedAsync(question(parsed), ct) ? await act(services, parsed, ct)
            : new Report.NotDone("Nothing was done: type yes when you are asked, or give --yes."));
        command.Options.Add(yes);
        return command;
    }

    private static async Task<bool> IsAgreedAsync(string question, CancellationToken ct)
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        await Console.Error.WriteAsync($"{question} This cannot be undone. Type yes to go on: ");
        var answer = await Task.Run(Console.ReadLine, ct).WaitAsync(ct); // a console is read by a thread that waits
        return answer?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) == true;
    }

    private static async Task<Report> RunAsync(
        string[] settings,
        bool needsDatabase,
        ParseResult parsed,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<Report>> act,
        CancellationToken ct)
    {
        try
        {
            await using var app = await OperatorServices.OpenAsync(settings, needsDatabase, ct);
            return await act(app.Services, parsed, ct);
        }
        catch (SettingsException e)
        {
            return new Report.NotDone(e.Message);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return new Report.NotDone("It was broken off before it was done.");
        }
        catch (Exception e) when (DatabaseFailure.IsAny(e))
        {
            return new Report.NotDone($"The database cannot be used ({DatabaseFailure.TextOf(e)}).");
        }
    }
}
