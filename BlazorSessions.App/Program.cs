using System.CommandLine;
using BlazorSessions.App;
using BlazorSessions.App.Settings;

// What ASP.NET Core itself reads from the command line; everything else is a setting and comes from the environment or appsettings.json.
var urls = new Option<string?>("--urls") { Description = "Addresses to listen on [http://127.0.0.1:5080]" };
var environment = new Option<string?>("--environment") { Description = "Development shows details of errors [Production]" };
var contentRoot = new Option<string?>("--contentRoot") { Hidden = true };
var applicationName = new Option<string?>("--applicationName") { Hidden = true };

var command = new RootCommand("BlazorSessions: sign-in where an account cannot be shared or stolen quietly. Settings are in the README.")
{
    urls, environment, contentRoot, applicationName,
};
command.SetAction(async (parsed, _) =>
{
    try
    {
        await using var app = Server.Build(args);
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
        await app.RunAsync();
        return 0;
    }
    catch (SettingsException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
