using System.Collections.Concurrent;
using System.Diagnostics;

namespace BlazorSessions.Tests.Support;

/// <summary>One walk through the gallery for all tests that want to know what there was to see.</summary>
public sealed class GalleryWalk
{
    private readonly Lazy<Task<GalleryWalk>> walked;
    private readonly ConcurrentQueue<Finding> findings = new();
    private int states;

    public GalleryWalk() => walked = new(WalkAsync);

    public int States => states;

    /// <summary>How long it took, with all the looking.</summary>
    public TimeSpan Took { get; private set; }

    public Task<GalleryWalk> DoneAsync() => walked.Value;

    public IEnumerable<Finding> Of(Looked what) => findings.Where(finding => finding.For == what);

    private async Task<GalleryWalk> WalkAsync()
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Gallery.Stories,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            async (story, _) => await FollowAsync(story.Key, story.Value()));
        Took = watch.Elapsed;
        return this;
    }

    // A story that breaks off is a finding too, so that the others are told all the same.
    private async Task FollowAsync(string story, IAsyncEnumerable<GalleryState> way)
    {
        var last = "its beginning";
        try
        {
            await foreach (var state in way)
            {
                last = state.Name;
                Interlocked.Increment(ref states);
                await Screenshots.TakeAsync(state);
                foreach (var finding in await GalleryLook.AtAsync(state))
                {
                    findings.Enqueue(finding);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            findings.Enqueue(new(Looked.Reached, story, $"broke off after {last}: {e}"));
        }
    }
}
