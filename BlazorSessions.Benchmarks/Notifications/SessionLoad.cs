using System.Diagnostics;
using BlazorSessions.App.Sessions;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>Signs accounts in and out by the application's services, the hash of the password left out: two transactions each time.</summary>
internal sealed class SessionLoad(IServiceProvider services, IReadOnlyList<Household> households)
{
    private const int Workers = 16;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly SessionRegistry registry = services.GetRequiredService<SessionRegistry>();
    private readonly ApprovalPolicy policy = services.GetRequiredService<ApprovalPolicy>();
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();

    /// <summary>As many as there can be, for so long.</summary>
    public Task<Transactions> FlatOutAsync(TimeSpan time, CancellationToken ct) => RunAsync(time, () => Task.CompletedTask, ct);

    /// <summary>So many sign-ins a second, and as many endings, whether those before are done or not.</summary>
    public async Task<Transactions> PacedAsync(double signIns, TimeSpan time, CancellationToken ct)
    {
        using var due = new SemaphoreSlim(0);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pacing = PaceAsync(due, signIns, over.Token);
        try
        {
            return await RunAsync(time, () => due.WaitAsync(ct), ct);
        }
        finally
        {
            await over.CancelAsync();
            await pacing;
        }
    }

    private static async Task PaceAsync(SemaphoreSlim due, double perSecond, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Tick);
        var (started, released) = (Stopwatch.GetTimestamp(), 0);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if ((int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond) - released is var more and > 0)
                {
                    due.Release(more);
                    released += more;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task<Transactions> RunAsync(TimeSpan time, Func<Task> turnAsync, CancellationToken ct)
    {
        var (started, next) = (Stopwatch.GetTimestamp(), -1);
        var times = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync, ct)));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] all = [.. times.SelectMany(t => t)];
        return new(all.Length / took, all);

        async Task<List<double>> WorkAsync()
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                await turnAsync();
                var household = households[Interlocked.Increment(ref next) % households.Count];
                var began = Stopwatch.GetTimestamp();
                var session = await SignInAsync(household, ct);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                began = Stopwatch.GetTimestamp();
                await SignOutAsync(household, session, ct);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        }
    }

    // What SignInService does once the password has been proved.
    private async Task<SessionId> SignInAsync(Household household, CancellationToken ct)
    {
        await using var locked = (await registry.LockAsync(household.User, ct))!;
        var recent = locked.Sessions.WalksIn(household.Device) ? []
            : await locked.RecentSignInsAsync(clock.GetUtcNow() - policy.Prompts.LooksBack - policy.Lifetime, ct);
        var outcome = locked.Sessions.SignIn(household.Device, recent);
        await locked.CommitAsync(ct);
        return outcome is SignInOutcome.SignedIn signedIn
            ? signedIn.Session.Id
            : throw new InvalidOperationException($"{household.Email} was not let in: {outcome}.");
    }

    private async Task SignOutAsync(Household household, SessionId session, CancellationToken ct)
    {
        await using var locked = (await registry.LockAsync(household.User, ct))!;
        locked.Sessions.SignOut(session);
        await locked.CommitAsync(ct);
    }
}
