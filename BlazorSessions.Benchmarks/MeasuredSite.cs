using BlazorSessions.App;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Benchmarks;

/// <summary>
/// The application as it is delivered, with the real clock and the real cost of a password hash, on a free loopback port and
/// an empty SQLite database that is gone afterwards. Only its log is silent, since the console would be measured too.
/// </summary>
internal sealed class MeasuredSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private MeasuredSite(WebApplication app, DirectoryInfo folder)
    {
        this.app = app;
        this.folder = folder;
    }

    public Uri Address => new(app.Urls.Single());

    public static async Task<MeasuredSite> StartAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("blazorsessions-benchmark-");
        var app = Server.Build(
            [
                "--urls=http://127.0.0.1:0",
                "--Database:Provider=Sqlite",
                $"--ConnectionStrings:Sqlite=Data Source={Path.Combine(folder.FullName, "benchmark.db")}",
                $"--Keys:File={Path.Combine(folder.FullName, "keys")}",
                "--RateLimits:Enabled=false", // else what is measured is the refusal
            ],
            builder => builder.Logging.ClearProviders());
        var site = new MeasuredSite(app, folder);
        try
        {
            await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
            await app.StartAsync(ct);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
