using System.Globalization;
using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BlazorSessions.App.Layout;

/// <summary>A part of a page that reads again when something happened to its user's sessions, for as long as the page is open.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // timers take 49 days at the most

    private readonly CancellationTokenSource gone = new();
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo language = CultureInfo.CurrentUICulture;
    private IDisposable? subscription;
    private Func<Task>? read;
    private ITimer? later;
    private CancellationTokenSource? reading;
    private bool isStarted;
    private bool isRendered;

    protected LiveComponent() => Gone = gone.Token;

    /// <summary>Cancelled when the page has left: nobody waits for what it asked for.</summary>
    protected CancellationToken Gone { get; }

    [Inject]
    protected TimeProvider Clock { get; private set; } = null!;

    [Inject]
    private SessionNotifier Notifier { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private CircuitSession Session { get; set; } = null!;

    /// <summary>Whether it reads on when its session is over: only what acts on that has a reason to.</summary>
    protected virtual bool OutlivesSession => false;

    /// <summary>
    /// It reads before it renders: until then the browser goes on showing what it was sent, nothing jumps, and the server keeps
    /// no second copy of what it rendered before.
    /// </summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        isRendered = false;
        if (!isStarted)
        {
            isStarted = true;
            await OnInitializedAsync();
        }

        await OnParametersSetAsync();
        if (!isRendered)
        {
            StateHasChanged();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Call it before the first read, so that what happens between the two is not missed. Once is enough. A page that is not
    /// live yet hears nothing: it is sent when its first read is done, and a second one would only take that one's place.
    /// </summary>
    protected void Listen(UserId user, Func<Task> read)
    {
        this.read ??= read;
        if (RendererInfo.IsInteractive)
        {
            subscription ??= Notifier.OnChange(user, () => InOwnLanguageAsync(read));
        }
    }

    /// <summary>Reads once more at that moment, as time changes what is shown without an event; null calls it off.</summary>
    protected void ReadAgainAt(DateTimeOffset? moment)
    {
        later?.Dispose();
        later = null;
        if (RendererInfo.IsInteractive && moment is { } at && !Gone.IsCancellationRequested)
        {
            var wait = at - Clock.GetUtcNow();
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
            later = Clock.CreateTimer(_ => InOwnLanguageAsync(ReadInTimeAsync), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Reads, and keeps the answer unless a later read has been started meanwhile: that one calls this one off, so that whoever
    /// types does not keep the database busy with what is no longer asked. A live page whose session is over reads nothing.
    /// </summary>
    protected async Task ReadAsync<T>(Func<CancellationToken, Task<T>> read, Action<T> keep)
    {
        var before = reading;
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        reading = mine;
        await (before?.CancelAsync() ?? Task.CompletedTask);
        try
        {
            if (RendererInfo.IsInteractive && !OutlivesSession && !await Session.IsOpenAsync())
            {
                return;
            }

            var answer = await read(mine.Token);
            if (reading == mine)
            {
                keep(answer);
                isRendered = true;
                StateHasChanged();
            }
        }
        catch (Exception e) when (reading != mine && (e is OperationCanceledException || DatabaseFailure.Is(e)))
        {
            // A later read answers.
        }
        finally
        {
            reading = reading == mine ? null : reading;
        }
    }

    /// <summary>
    /// Has the browser do something. To be called after a render: the browser has acknowledged that, so it is there to hear
    /// it, while a call into a socket that is down is lost.
    /// </summary>
    protected async Task TellBrowserAsync(string function, params object?[] arguments)
    {
        try
        {
            await Js.InvokeVoidAsync(function, Gone, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The page left while it was told.
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        subscription?.Dispose();
        later?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    // What comes from elsewhere comes in the language of whoever caused it.
    private Task InOwnLanguageAsync(Func<Task> act) => InvokeAsync(async () =>
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = language;
        await act();
    });

    private async Task ReadInTimeAsync()
    {
        try
        {
            await read!();
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            ReadAgainAt(Clock.GetUtcNow() + RetryAfter);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page has left.
        }
    }
}
