using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Connections;

namespace BlazorSessions.App.Commands;

/// <summary>What the program does without a command: it serves until it is told to stop.</summary>
internal static class Serving
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9); // a service manager kills after ten, or later

    /// <returns>The exit code; what is wrong is said in one line.</returns>
    public static async Task<int> RunAsync(string[] args)
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
    }
}
