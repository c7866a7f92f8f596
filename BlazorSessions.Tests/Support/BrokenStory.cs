using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using BlazorSessions.Tests.Faults;

namespace BlazorSessions.Tests.Support;

/// <summary>One act of a laptop or a phone, prepared on one server, broken on a second, and tried again on a third; all at one address.</summary>
public sealed class BrokenStory : ISite, IDisposable
{
    private static readonly Dictionary<Act, (SessionEventKind Kind, string Before, string After, string InTheEnd)> Expected = new()
    {
        // The log, newest first. Whoever got no answer signs in again from the same browser, which replaces its own session.
        [Act.WalkIn] = (SessionEventKind.Opened, "signed-out", "active signed-out", "active signed-out|active signed-out signed-out"),
        [Act.Ask] = (SessionEventKind.ApprovalRequested, "active", "waiting active", "waiting active|waiting cancelled active"),
        [Act.Approve] = (SessionEventKind.ApprovalGranted, "waiting active", "waiting active", "active active|active active"),
        [Act.Collect] = (SessionEventKind.Opened, "waiting active", "active active", "active active|active signed-out active"),
        [Act.SignOut] = (SessionEventKind.Ended, "active", "signed-out", "signed-out|signed-out"),
        [Act.SignOutOther] = (SessionEventKind.Ended, "active active", "signed-out active", "signed-out active|signed-out active"),
    };

    private readonly TestPlace place;
    private readonly Act act;
    private readonly Visitor laptop;
    private readonly Visitor phone;
    private UserId user;
    private string? code;
    private bool wasDone;

    private BrokenStory(TestPlace place, Act act)
    {
        this.place = place;
        this.act = act;
        laptop = new Visitor(this);
        phone = laptop.OtherDevice();
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{Loopback.FreePort()}");

    public string Before => Expected[act].Before;

    public string After => Expected[act].After;

    public string InTheEnd => Expected[act].InTheEnd.Split('|')[wasDone ? 1 : 0];

    public static async Task<BrokenStory> PrepareAsync(TestPlace place, Act act)
    {
        var story = new BrokenStory(place, act);
        await using var app = await story.StartAsync();
        await story.laptop.SignUpAsync();
        story.user = (await app.SessionOfAsync(story.laptop)).User;
        if (act == Act.WalkIn)
        {
            await story.laptop.SubmitAsync("/dashboard", "Sign out");
        }

        if (act is Act.Approve or Act.Collect or Act.SignOutOther)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await story.phone.SignInAsync();
            story.code = await story.phone.CodeAsync();
        }

        if (act is Act.Collect or Act.SignOutOther)
        {
            await story.ApproveAsync();
        }

        if (act == Act.SignOutOther)
        {
            await story.CollectAsync();
        }

        return story;
    }

    /// <summary>A server that works, later than all before.</summary>
    public async Task<TestApp> StartAgainAsync()
    {
        var app = await StartAsync();
        app.Clock.Advance(DoomedServer.LaterThanBefore * 2);
        return app;
    }

    public async Task RunUntilKilledAsync(Moment moment)
    {
        await using var server = await DoomedServer.StartAsync(place, Expected[act].Kind, moment, Address.ToString());
        await Assert.ThrowsAsync<HttpRequestException>(RunAsync);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + 9, server.ExitCode);
        wasDone = moment is Moment.Committed or Moment.Told;
    }

    /// <summary>The person does it once more, or what is to be done where it turns out to have been done.</summary>
    public async Task TryAgainAsync()
    {
        if (act == Act.Collect && wasDone)
        {
            await phone.SignInAsync();
        }
        else if (act == Act.Approve)
        {
            if (!wasDone)
            {
                await ApproveAsync();
            }

            await CollectAsync();
        }
        else if (!(wasDone && act is Act.SignOut or Act.SignOutOther))
        {
            await RunAsync();
        }
    }

    /// <summary>The statuses of the log, newest first.</summary>
    public async Task<string> StatusesAsync(TestApp app)
    {
        var page = await app.Get<SessionLogQuery>().PageAsync(user, null, 50, LogFilter.All, TestContext.Current.CancellationToken);
        var policy = app.Get<SessionPolicy>();
        return string.Join(' ', page.Sessions.Select(s => StatusText.SlugOf(policy.StatusOf(s, app.Clock.GetUtcNow()))));
    }

    public void Dispose()
    {
        laptop.Dispose();
        phone.Dispose();
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(place, [$"urls={Address}"]);

    private Task<Answer> RunAsync() => act switch
    {
        Act.WalkIn => laptop.SignInAsync(),
        Act.Ask => phone.SignInAsync(),
        Act.Approve => ApproveAsync(),
        Act.Collect => CollectAsync(),
        Act.SignOut => laptop.SubmitAsync("/dashboard", "Sign out"),
        _ => laptop.SubmitAsync("/dashboard", "Sign out everywhere else"),
    };

    private Task<Answer> ApproveAsync() => laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code!));

    private Task<Answer> CollectAsync() => phone.SubmitAsync("/signin/approval", "Check again");
}
