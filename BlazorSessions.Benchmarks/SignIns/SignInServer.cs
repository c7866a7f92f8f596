using System.Diagnostics;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Serving;

namespace BlazorSessions.Benchmarks.SignIns;

/// <summary>The application, and browsers of as many accounts that sign in to it.</summary>
internal sealed class SignInServer : IAsyncDisposable
{
    private const int Accounts = 16;
    private const string Patience = "--PasswordHashing:LongestWait=00:01:00"; // on a slow machine the managed engine keeps some waiting

    private readonly Place place;
    private readonly StartedProgram program;
    private readonly List<Browser> browsers = [];

    private SignInServer(Place place, StartedProgram program)
    {
        this.place = place;
        this.program = program;
    }

    /// <summary>One of its browsers.</summary>
    public Browser Browser => browsers[0];

    public TimeSpan ProcessorTime => program.ProcessorTime;

    /// <param name="kind">What computes its hashes.</param>
    /// <param name="place">Where it keeps its data; it goes away with it.</param>
    /// <param name="ct">Breaks it off.</param>
    public static async Task<SignInServer> StartAsync(ServerKind kind, Place place, CancellationToken ct)
    {
        SignInServer? server = null;
        try
        {
            var households = await Household.MoveInAsync(place, Accounts, ct);
            server = new(place, await StartedProgram.StartServerAsync(kind, [.. place.Settings, Patience], ct));
            foreach (var household in households)
            {
                server.browsers.Add(await Browser.OpenAsync(server.program.Address, household, ct));
            }

            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            place.Dispose();
            throw;
        }
    }

    /// <summary>All browsers sign in for so long, each again as soon as it is in.</summary>
    /// <returns>Sign-ins a second.</returns>
    public async Task<double> ForAsync(TimeSpan time, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var runs = browsers.Select(browser => Task.Factory.StartNew(() => Run(browser), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var signedIn = (await Task.WhenAll(runs)).Sum();
        return signedIn / Stopwatch.GetElapsedTime(started).TotalSeconds;

        int Run(Browser browser)
        {
            var times = 0;
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                ct.ThrowIfCancellationRequested();
                browser.SignIn();
                times++;
            }

            return times;
        }
    }

    public async ValueTask DisposeAsync()
    {
        browsers.ForEach(browser => browser.Dispose());
        await program.DisposeAsync();
        place.Dispose();
    }
}
