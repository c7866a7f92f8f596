using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using Microsoft.AspNetCore.Components;

namespace BlazorSessions.App.Layout;

/// <summary>A part of a page that reads again when something happened to its user's sessions, for as long as the page is open.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IDisposable? subscription;

    protected LiveComponent() => Gone = gone.Token;

    /// <summary>Cancelled when the page has left: nobody waits for what it asked for.</summary>
    protected CancellationToken Gone { get; }

    [Inject]
    private SessionNotifier Notifier { get; set; } = null!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Call it before the first read, so that what happens between the two is not missed. Once is enough.</summary>
    protected void Listen(UserId user, Func<Task> read) => subscription ??= Notifier.OnChange(user, () => InvokeAsync(read));

    protected virtual void Dispose(bool disposing)
    {
        subscription?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }
}
