using System.CommandLine;
using System.Globalization;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Statistics;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Approvals;

/// <summary>How long two devices wait for each other while many dashboards are open, on one node and on two.</summary>
internal static class ApprovalReport
{
    private const int LogRows = 20;
    private const int MostNodes = 2;
    private const int Fewest = 200; // below, the slowest hundredth is one or two
    private const int Most = 2000;
    private const int UsualCircuits = 1000;
    private const int UsualApprovals = 300;

    public static Command Command()
    {
        var circuits = NumberOption.Of("--circuits", "Open dashboards", UsualCircuits, fewest: 1, SocketRoom.Most);
        var approvals = NumberOption.Of("--approvals", "Approvals to measure", UsualApprovals, Fewest, Most);
        var command = new Command("approval", "How long two devices wait for each other, from the password to the dashboard")
        {
            circuits,
            approvals,
        };
        command.Validators.Add(given =>
        {
            var needed = ApprovalLoad.AccountsFor(given.GetResult(approvals)?.GetValueOrDefault<int>() ?? UsualApprovals, MostNodes);
            if ((given.GetResult(circuits)?.GetValueOrDefault<int>() ?? UsualCircuits) < needed)
            {
                given.AddError($"Each account approves once: for so many --approvals, --circuits must be {needed} or more.");
            }
        });
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(circuits), parsed.GetValue(approvals), ct));
        return command;
    }

    private static async Task RunAsync(int circuits, int approvals, CancellationToken ct)
    {
        using var app = await Published.AppAsync(ct);
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true);
        var table = new MarkdownTable($"{circuits:N0} open dashboards, {approvals} approvals, milliseconds", "nodes", "median", "99 %");
        for (var nodes = 1; nodes <= MostNodes; nodes++)
        {
            Add(table, nodes, await MeasureAsync(app, postgres, nodes, circuits, approvals, ct));
        }

        table.Print();
    }

    private static async Task<IReadOnlyList<ApprovalTimes>> MeasureAsync(
        Published app, PostgresInstance postgres, int nodes, int circuits, int approvals, CancellationToken ct)
    {
        using var place = await Place.OnAsync(postgres);
        var households = await place.MoveInAsync(circuits, LogRows, ct);
        await using var first = await StartAsync();
        await using var second = nodes > 1 ? await StartAsync() : null;
        return await new ApprovalLoad(second is null ? [first] : [first, second], households).MeasureAsync(approvals, ct);

        Task<StartedProgram> StartAsync() => StartedProgram.StartAsync(app.Program, ["--urls=http://127.0.0.1:0", .. place.Settings], ct);
    }

    private static void Add(MarkdownTable table, int nodes, IReadOnlyList<ApprovalTimes> times)
    {
        Row("sign-in sent, password hashed → dialog at device one", t => ApprovalTimes.Milliseconds(t.SignInSent, t.Asked));
        Row("sign-in answered → dialog at device one (below zero: before)", t => ApprovalTimes.Milliseconds(t.SignInAnswered, t.Asked));
        Row("code sent by device one → device two is told", t => ApprovalTimes.Milliseconds(t.CodeSent, t.Told));
        Row("code sent by device one → device two is signed in", t => ApprovalTimes.Milliseconds(t.CodeSent, t.SignedIn));

        void Row(string what, Func<ApprovalTimes, double> time)
        {
            var quantiles = Quantiles.Of(times.Select(time));
            table.Add(what, Text(nodes), Text(quantiles.Median), Text(quantiles.P99));
        }
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
