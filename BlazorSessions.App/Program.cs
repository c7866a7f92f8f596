using System.CommandLine;
using System.Text.RegularExpressions;
using BlazorSessions.App;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Connections;

// The options are ASP.NET Core's own, which reads them from the arguments itself; so is --Section:Key=value for any setting.
var urls = new Option<string?>("--urls") { Description = "Addresses to listen on [http://127.0.0.1:5080]" };
var environment = new Option<string?>("--environment") { Description = "Also reads appsettings.<name>.json [Production]" };

var settings = new Argument<string[]>("--Section:Key=value") { Description = "Any setting of the README", Arity = ArgumentArity.ZeroOrMore };
settings.Validators.Add(given =>
{
    foreach (var token in given.Tokens.Where(token => !SettingArgument().IsMatch(token.Value)))
    {
        given.AddError($"Unknown command or option '{token.Value}'.");
    }
});

var command = new RootCommand("BlazorSessions: sign-in where an account cannot be shared or stolen quietly. Settings are in the README.")
{
    urls, environment, settings,
};
command.SetAction(async (parsed, _) =>
{
    try
    {
        await using var app = Server.Build(args);
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());

        // What a silent database holds up is given up: it was not committed, and whoever asked was not told that it was.
        await using var lastWord = new Timer(_ => Environment.Exit(1));
        app.Lifetime.ApplicationStopping.Register(() => lastWord.Change(LongestStop, Timeout.InfiniteTimeSpan));
        await app.RunAsync();
        return 0;
    }
    catch (SettingsException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
    catch (IOException e) when (e.InnerException is AddressInUseException)
    {
        await Console.Error.WriteLineAsync($"urls: {e.Message}");
        return 1;
    }
});
// Without a limit of its own: the host has one, and finishes what runs first.
return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });

internal sealed partial class Program
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9); // a service manager kills after ten, or later

    [GeneratedRegex("^--[A-Za-z]+(:[A-Za-z0-9]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex SettingArgument();
}
