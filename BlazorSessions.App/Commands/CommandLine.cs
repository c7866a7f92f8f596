using System.CommandLine;
using System.Text.RegularExpressions;

namespace BlazorSessions.App.Commands;

/// <summary>
/// All that the program can be asked: without a command it serves. Settings may stand anywhere among the arguments, and are read
/// by ASP.NET Core itself; what is neither a setting nor known is refused by its name.
/// </summary>
internal static partial class CommandLine
{
    private const string Environment = "--environment";

    public static ParseResult Parse(string[] args)
    {
        var settings = Array.FindAll(args, argument => Setting().IsMatch(argument));
        var rest = Array.FindAll(args, argument => !Setting().IsMatch(argument));
        return Of(args, [.. settings, .. EnvironmentOf(rest)]).Parse(rest);
    }

    private static RootCommand Of(string[] args, string[] settings)
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on [http://127.0.0.1:5080]" };
        var environment = new Option<string?>(Environment) { Description = "Also reads appsettings.<name>.json [Production]", Recursive = true };
        var root = new RootCommand("BlazorSessions: sign-in where an account cannot be shared or stolen quietly. Without a command it serves. Settings are in the README.")
        {
            urls, environment, AnySetting(),
        };
        root.Add(UserCommands.Of(settings));
        root.Add(SessionCommands.Of(settings));
        root.Add(LogCommands.Of(settings));
        root.Add(KeyCommands.Of(settings));
        root.Add(DataCommands.Of(settings));
        root.SetAction((_, _) => Serving.RunAsync(args));
        return root;
    }

    private static IEnumerable<string> EnvironmentOf(string[] args) => Array.IndexOf(args, Environment) is >= 0 and var at && at + 1 < args.Length
        ? [Environment, args[at + 1]]
        : args.Where(argument => argument.StartsWith(Environment + "=", StringComparison.Ordinal));

    // None is left when they are parsed: it stands here for the help, and to refuse anything else in one way.
    private static Argument<string[]> AnySetting()
    {
        var settings = new Argument<string[]>("--Section:Key=value") { Description = "Any setting of the README, also with a command", Arity = ArgumentArity.ZeroOrMore };
        settings.Validators.Add(given =>
        {
            foreach (var token in given.Tokens)
            {
                given.AddError($"Unknown command or option '{token.Value}'.");
            }
        });
        return settings;
    }

    [GeneratedRegex("^--[A-Za-z]+(:[A-Za-z0-9]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
