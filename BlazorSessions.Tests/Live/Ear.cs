using System.Threading.Channels;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Live;

/// <summary>Listens to one user and keeps what it hears; null among it means "read again".</summary>
public sealed class Ear : IDisposable
{
    private readonly Channel<SessionSignal?> arriving = Channel.CreateUnbounded<SessionSignal?>();
    private readonly IDisposable subscription;

    public Ear(TestApp app, CurrentSession user) =>
        subscription = app.Get<SessionEventHub>().Subscribe(user.User, signal => arriving.Writer.TryWrite(signal));

    /// <summary>Everything that was waited through, in order.</summary>
    public List<SessionSignal?> Heard { get; } = [];

    /// <summary>Waits until this session's end is told.</summary>
    public Task HearEndOfAsync(CurrentSession session) =>
        WaitForAsync("the end of a session", signal => signal is { Kind: SessionEventKind.Ended } && signal.Session == session.Session);

    /// <summary>Waits until something of this kind is told.</summary>
    public Task HearAsync(SessionEventKind kind) => WaitForAsync($"{kind}", signal => signal?.Kind == kind);

    /// <summary>Waits until everybody is told to read again.</summary>
    public Task HearResyncAsync() => WaitForAsync("that all is to be read again", signal => signal is null);

    public void Dispose() => subscription.Dispose();

    private Task WaitForAsync(string what, Predicate<SessionSignal?> wanted) => Patience.ForAsync(what, async ct =>
    {
        do
        {
            Heard.Add(await arriving.Reader.ReadAsync(ct));
        }
        while (!wanted(Heard[^1]));
    });
}
