using System.Diagnostics;
using BlazorSessions.App;
using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Support;

/// <summary>Where in a transaction a server is killed.</summary>
public enum Moment
{
    /// <summary>Everything is written, and nothing committed.</summary>
    Saved,

    /// <summary>The notification is in the transaction too.</summary>
    Enlisted,

    /// <summary>It is committed, and nobody on this node has been told.</summary>
    Committed,

    /// <summary>Everybody has been told; the browser that asked has no answer yet.</summary>
    Told,
}

/// <summary>The application in a process of its own that kills itself, as kill -9 does, at one moment of the first thing of one kind.</summary>
public static class DoomedServer
{
    public const string Argument = "doomed-server";

    /// <summary>Its clock, after the one of the application before it.</summary>
    public static readonly TimeSpan LaterThanBefore = TimeSpan.FromSeconds(10);

    public static Task<RunningProgram> StartAsync(TestPlace place, SessionEventKind kind, Moment moment, string url) =>
        RunningProgram.StartAsync(
            "BlazorSessions.Tests.dll", [Argument, $"{kind}", $"{moment}", $"--urls={url}", .. place.Settings.Select(s => "--" + s)]);

    /// <summary>What the process does: kind, moment, settings.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var kind = Enum.Parse<SessionEventKind>(arguments[0]);
        var moment = Enum.Parse<Moment>(arguments[1]);
        await using var app = Server.Build(arguments[2..], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(TestApp.Start + LaterThanBefore));
            builder.Services.Replace<ISessionBackplane>(inner => new Deadly(inner, kind, moment));
        });
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
        await app.RunAsync();
        return 0;
    }

    private sealed class Deadly(ISessionBackplane inner, SessionEventKind kind, Moment moment) : ISessionBackplane
    {
        public async Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct)
        {
            DieAt(Moment.Saved, signals);
            await inner.EnlistAsync(db, signals, ct);
            DieAt(Moment.Enlisted, signals);
        }

        public void Committed(IReadOnlyList<SessionSignal> signals)
        {
            DieAt(Moment.Committed, signals);
            inner.Committed(signals);
            DieAt(Moment.Told, signals);
        }

        private void DieAt(Moment here, IReadOnlyList<SessionSignal> signals)
        {
            if (here == moment && signals.Any(e => e.Kind == kind))
            {
                Process.GetCurrentProcess().Kill();
            }
        }
    }
}
