using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>An approval that has got half-way, for a test to break: the laptop is in, the phone shows its code.</summary>
public sealed class Stage : IAsyncDisposable
{
    private const string Unavailable = "The database cannot be reached.";

    private TestApp? app;
    private int listened;

    public TestPlace Place { get; private set; } = null!;

    public TestApp App => app!;

    public Visitor Laptop { get; private set; } = null!;

    public Visitor Phone { get; private set; } = null!;

    public string Code { get; private set; } = "";

    /// <param name="postgresConnection">The database.</param>
    /// <param name="replace">What the test puts in place of parts.</param>
    public Task SetAsync(string postgresConnection, Action<IServiceCollection>? replace = null) =>
        SetAsync(TestPlace.On(postgresConnection), replace);

    public async Task SetAsync(TestPlace place, Action<IServiceCollection>? replace = null)
    {
        Place = place;
        app = await TestApp.StartAsync(place, replace: replace);
        listened = Listened;
        Laptop = new Visitor(app);
        await Laptop.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Phone = Laptop.OtherDevice();
        await Phone.SignInAsync();
        Code = await Phone.CodeAsync();
    }

    // How often the listener has begun to hear.
    private int Listened => App.Log.All.Count(line => line.Contains("Listening for events of other nodes", StringComparison.Ordinal));

    public Task<Answer> ApproveAsync(string? code = null) => Laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code ?? Code));

    /// <summary>Whatever is asked, the answer is 503: nobody is told to be signed out, and no page is a fault of ours.</summary>
    public async Task IsAwayAsync()
    {
        Assert.Equal(HttpStatusCode.OK, (await Laptop.GetAsync("/health/live")).Status);
        foreach (var path in new[] { "/health/ready", "/api/session", "/dashboard", "/signin" })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Laptop.GetAsync(path)).Status);
        }

        Assert.Contains(Unavailable, (await Phone.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.NotNull(Laptop.Cookie("session"));
        Assert.NotNull(Phone.Cookie("waiting"));
    }

    /// <summary>The listener hears again, and requests are served.</summary>
    public async Task ComesBackAsync()
    {
        await Until.TrueAsync(() => Listened > listened);
        listened = Listened;
        await IsReadyAsync();
    }

    public Task IsReadyAsync() => Patience.ForAsync("a server that is ready", async ct =>
    {
        while ((await Laptop.GetAsync("/health/ready")).Status != HttpStatusCode.OK)
        {
            ct.ThrowIfCancellationRequested();
        }
    });

    /// <summary>The code lets the phone in, as if nothing had been; the rules hold.</summary>
    public async Task FinishAsync(string? code = null)
    {
        Code = code ?? Code;
        Assert.True(await Laptop.IsSignedInAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await ApproveAsync()).Status);
        Assert.Equal("/dashboard", (await Phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.True(await Phone.IsSignedInAsync());
        await Invariants.HoldAsync(App);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
            Laptop.Dispose();
            Phone.Dispose();
        }

        await (Place?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
