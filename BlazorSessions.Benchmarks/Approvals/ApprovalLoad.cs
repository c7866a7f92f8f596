using System.Collections.Concurrent;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.Approvals;

/// <summary>Approvals one after the other while many dashboards are open, the same number on each node.</summary>
/// <param name="Nodes">Where they are open. Who approves is at the first node, and who waits at the last.</param>
/// <param name="Households">An account for each open dashboard.</param>
internal sealed record ApprovalLoad(IReadOnlyList<StartedProgram> Nodes, IReadOnlyList<Household> Households)
{
    private const int AtOnce = 16;
    private const int WarmUp = 20; // not counted: code is compiled, pools are filled

    /// <param name="approvals">How many to measure; each account approves once.</param>
    /// <param name="ct">Breaks it off.</param>
    public async Task<IReadOnlyList<ApprovalTimes>> MeasureAsync(int approvals, CancellationToken ct)
    {
        HttpClient[] sites = [.. Nodes.Select(node => Browser.Connect(node.Address))];
        var open = new ConcurrentDictionary<Household, ApprovingDevice>();
        try
        {
            await OpenAsync(sites, open, ct);
            Progress.Say($"{open.Count} dashboards are open on {Nodes.Count} node(s)");
            var times = new List<ApprovalTimes>(approvals);
            foreach (var household in Households.Where((_, i) => i % sites.Length == 0).Take(WarmUp + approvals))
            {
                await using var second = new WaitingDevice(sites[^1]);
                times.Add(await ApprovalTimes.TakeAsync(open[household], second, household.Email, Household.Password, ct));
            }

            return open.Values.All(device => device.IsOpen)
                ? times[WarmUp..]
                : throw new InvalidOperationException("Not all dashboards stayed open.");
        }
        finally
        {
            await Task.WhenAll(open.Values.Select(device => device.DisposeAsync().AsTask()));
            Array.ForEach(sites, site => site.Dispose());
        }
    }

    /// <summary>How many accounts are needed on so many nodes for so many approvals.</summary>
    public static int AccountsFor(int approvals, int nodes) => nodes * (WarmUp + approvals);

    private Task OpenAsync(HttpClient[] sites, ConcurrentDictionary<Household, ApprovingDevice> open, CancellationToken ct) =>
        Parallel.ForEachAsync(
            Households.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (at, stop) => open[at.Item] = await ApprovingDevice.OpenAsync(new(sites[at.Index % sites.Length], at.Item.Cookie), stop));
}
