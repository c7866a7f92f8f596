using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

/// <summary>Runs sequences of commands in the store and in the model, and fails at the first step after which they differ.</summary>
internal sealed class CommandRunner : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        $"Sessions:IdleTimeout={ModelOfSessions.IdleTime}", $"Sessions:AbsoluteLifetime={ModelOfSessions.Lifetime}",
        $"Sessions:ProofLifetime={ModelOfSessions.ProofTime}",
        TestApp.NoLimits,
    ];

    private readonly TestPlace place;
    private readonly SortedDictionary<string, int> seen = new(StringComparer.Ordinal);
    private TestApp app;
    private (Command[] Commands, Exception Why) failed;

    private CommandRunner(TestPlace place, TestApp app)
    {
        this.place = place;
        this.app = app;
    }

    /// <summary>What came up, and how often.</summary>
    public IReadOnlyDictionary<string, int> Seen => seen;

    public int Sequences { get; private set; }

    public int Steps { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CommandRunner> StartAsync(DatabaseProvider provider)
    {
        var place = await TestPlace.CreateAsync(provider);
        return new(place, await TestApp.StartAsync(place, Settings));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await place.DisposeAsync();
    }

    /// <summary>Runs a list, and remembers one that fails.</summary>
    public async Task RunAsync(Command[] commands)
    {
        try
        {
            await RunThroughAsync(commands);
        }
        catch (Exception e)
        {
            failed = (commands, e);
            throw;
        }
    }

    /// <summary>Leaves out of the list that failed last whatever it fails without, and tells what is left of it.</summary>
    public async Task<string> ShortenAsync()
    {
        for (var i = failed.Commands.Length - 1; i >= 0; i--)
        {
            await Record.ExceptionAsync(() => RunAsync([.. failed.Commands[..i], .. failed.Commands[(i + 1)..]]));
        }

        return $"{string.Join<Command>('\n', failed.Commands)}\n{failed.Why.Message}";
    }

    private async Task RunThroughAsync(Command[] commands)
    {
        Sequences++;
        var users = new ModelledUser[Command.Users];
        for (var i = 0; i < users.Length; i++)
        {
            users[i] = await ModelledUser.SignUpAsync(app, $"user{i}.of{Sequences}@example.org");
        }

        // Last of all time ends whatever is left, which shows by its moment when each was last used.
        foreach (var (i, command) in commands.Append(new Command.TimePasses(ModelOfSessions.Lifetime)).Index())
        {
            Steps++;
            var answers = await StepAsync(command, users);
            Count($"{command.GetType().Name}: {answers.Model}");
            Compare(i, command, answers);
            foreach (var user in users)
            {
                Compare(i, command, await user.ReadAsync(app));
            }
        }

        users.SelectMany(u => u.Model.Log).ToList().ForEach(e => Count(e.End!.Value.Why));
        Assert.Empty(app.Log.Errors);
    }

    private static void Compare(int step, Command command, Answers answers) => Assert.True(
        answers.Model == answers.Store, $"Step {step}, {command}\nThe model says:\n{answers.Model}\nThe store says:\n{answers.Store}");

    private Task<Answers> StepAsync(Command command, ModelledUser[] users) => command switch
    {
        Command.SignIn c => users[c.User].SignInAsync(app, c.Device),
        Command.Approve c => users[c.User].ApproveAsync(app, c.By, users[c.Whose], c.Asked, c.Code),
        Command.Collect c => users[c.User].CollectAsync(app, c.Asked),
        Command.DenyAll c => users[c.User].DenyAllAsync(app, c.By),
        Command.Cancel c => users[c.User].CancelAsync(app, c.Asked),
        Command.SignOut c => users[c.User].SignOutAsync(app, c.Session),
        Command.SignOutOther c => users[c.User].SignOutOtherAsync(app, c.By, users[c.Whose], c.Other),
        Command.SignOutEverywhereElse c => users[c.User].SignOutEverywhereElseAsync(app, c.By),
        Command.Confirm c => users[c.User].ConfirmAsync(app, c.By),
        Command.ChangePassword c => users[c.User].ChangePasswordAsync(app, c.By),
        Command.Recover c => users[c.User].RecoverAsync(app, c.Device),
        Command.Use c => users[c.User].UseAsync(app, c.Session),
        Command.TimePasses c => PassAsync(c.By),
        _ => RestartAsync(),
    };

    // A node writes every few seconds when its sessions were used; a jump of the clock would leave it no time for that.
    private async Task<Answers> PassAsync(TimeSpan time)
    {
        await app.Get<LastSeenWriter>().FlushAsync(Ct);
        app.Clock.Advance(time);
        return Answers.None;
    }

    private async Task<Answers> RestartAsync()
    {
        await app.DisposeAsync();
        app = await TestApp.StartAsync(place, Settings, clock: app.Clock);
        return Answers.None;
    }

    private void Count(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
}
