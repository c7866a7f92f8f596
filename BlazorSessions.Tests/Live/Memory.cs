using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Live;

/// <summary>When what a node remembers of open sessions is believed.</summary>
[Trait("abuse", "A31")]
public sealed class Memory : IDisposable
{
    private static readonly long Second = TimeProvider.System.TimestampFrequency;

    private readonly SessionEventHub hub = new();
    private readonly Hearing hearing = new();
    private readonly SessionCache cache;
    private readonly OpaqueToken token = OpaqueToken.Issue();
    private readonly User ann = new("Ann", "Lee", EmailAddress.Parse("ann@example.org")!, "", TestApp.Start);

    public Memory() => cache = new(hub, hearing);

    private static long Now => TimeProvider.System.GetTimestamp();

    [Fact]
    public void For_two_seconds_after_the_listener_asked_and_not_before_it_has_listened()
    {
        Keep();
        Assert.Null(cache.Find(token));

        hearing.Hears(Now);
        Assert.NotNull(cache.Find(token));

        hearing.Hears(Now - (2 * Second));
        Assert.Null(cache.Find(token));
    }

    [Fact]
    public void Not_once_the_listener_is_cut_off()
    {
        hearing.Hears(Now);
        Keep();

        hearing.IsLost();

        Assert.Null(cache.Find(token));
    }

    [Fact]
    public void Not_after_something_happened_to_the_user_though_it_was_read_before_and_kept_after()
    {
        hearing.Hears(Now);
        var changesBefore = cache.Changes;

        hub.Publish(SessionSignal.Changed(ann.Id));
        Keep(changesBefore);
        Assert.Null(cache.Find(token));

        Keep();
        Assert.NotNull(cache.Find(token));
    }

    [Fact]
    public void Not_after_signals_may_have_been_missed()
    {
        hearing.Hears(Now);
        Keep();

        hub.Resync();

        Assert.Null(cache.Find(token));
    }

    public void Dispose() => cache.Dispose();

    private void Keep(long? changesBefore = null) =>
        cache.Keep(token, new(new(ann, new Household().SignIn()), changesBefore ?? cache.Changes, TestApp.Start.AddMinutes(30)));
}
