using BenchmarkDotNet.Attributes;
using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>A code as a person types it, and whether it is the one that is shown.</summary>
public class CodeCheck
{
    private readonly ApprovalCode shown = ApprovalCode.Issue();
    private string typed = "";

    [GlobalSetup]
    public void Type() => typed = shown.Reveal().Insert(3, " ");

    [Benchmark(Description = "code, read and compared")]
    public bool Matches() => ApprovalCode.Parse(typed)!.Matches(shown);
}
