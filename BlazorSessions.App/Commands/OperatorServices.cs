using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Transfer;
using Microsoft.Extensions.Logging.Console;

namespace BlazorSessions.App.Commands;

/// <summary>The parts of the application as a command uses them, beside a server that runs or without one. Nothing of it serves.</summary>
internal static class OperatorServices
{
    /// <param name="settings">As the server is given them.</param>
    /// <param name="needsDatabase">The database has to be there already, as a server has left it.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SettingsException">A setting is wrong, the database is not there or of another version, or the key file does not fit.</exception>
    public static async Task<WebApplication> OpenAsync(string[] settings, bool needsDatabase, CancellationToken ct)
    {
        var app = Server.Build(settings, builder =>
        {
            // What a command answers goes to the standard output, and nothing else does.
            builder.Services.AddSingleton<UserQueries>();
            builder.Services.AddSingleton<LogExport>();
            builder.Services.AddSingleton<DatabaseExport>();
            builder.Services.AddSingleton<DatabaseImport>();
            builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            if (AppSettings.Read(builder.Configuration).Database.Provider == DatabaseProvider.Sqlite)
            {
                builder.Services.AddSingleton<ISessionBackplane, NeighbourBackplane>();
            }
        });
        try
        {
            if (needsDatabase)
            {
                await app.CheckAsync(app.Services.GetRequiredService<AppSettings>(), ct);
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
