using System.Diagnostics.Metrics;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Telemetry;

/// <summary>
/// Counts and measures what happens here. The README lists every instrument with its unit. Tags have few values and name
/// nobody: no account, no session, no address and no device. While nobody listens a count costs a comparison.
/// </summary>
public sealed class SessionMeter
{
    public const string Name = "BlazorSessions";

    private const string Outcome = "outcome";
    private const string GrantedOutcome = "granted";

    // Seconds. A person takes from some seconds to the code's lifetime, ten minutes at the most; a hash some milliseconds, and
    // it waits for no longer than five seconds unless the settings say so.
    private static readonly double[] OfPeople = [2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
    private static readonly double[] OfHashes = [0.001, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>
    /// Why an open session ends at a server; the other reasons are of sign-ins that never opened, and of commands, which end before
    /// anything of theirs is sent.
    /// </summary>
    internal static readonly SessionEndReason[] EndsOfOpenOnes =
    [
        SessionEndReason.SignedOut, SessionEndReason.SignedOutElsewhere, SessionEndReason.Idle, SessionEndReason.TooOld,
        SessionEndReason.PasswordChanged, SessionEndReason.Recovered, SessionEndReason.AccountDeleted, SessionEndReason.Replaced,
    ];

    /// <summary>Why a sign-in that asked is over without a yes.</summary>
    internal static readonly SessionEndReason[] EndsOfAskingOnes =
    [
        SessionEndReason.Denied, SessionEndReason.CodeExpired, SessionEndReason.TooManyCodes, SessionEndReason.Cancelled,
        SessionEndReason.Orphaned, SessionEndReason.SweptUp,
    ];

    private static readonly KeyValuePair<string, object?> Cached = new("result", "cached");
    private static readonly KeyValuePair<string, object?> Read = new("result", "read");

    private readonly Counter<long> signIns;
    private readonly Counter<long> opened;
    private readonly Counter<long> ended;
    private readonly Counter<long> approvals;
    private readonly Histogram<double> approvalDuration;
    private readonly Counter<long> rejectedCodes;
    private readonly Counter<long> lookups;
    private readonly Histogram<double> hashWait;
    private readonly Histogram<double> hashDuration;
    private readonly Counter<long> refusedHashes;

    public SessionMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        signIns = meter.CreateCounter<long>("blazorsessions.signins", "{sign-in}", "Tries to sign in with a password, by what became of each.");
        opened = meter.CreateCounter<long>("blazorsessions.sessions.opened", "{session}", "Sessions that opened, on whatever way.");
        ended = meter.CreateCounter<long>("blazorsessions.sessions.ended", "{session}", "Sessions that were open and ended, by the reason.");
        approvals = meter.CreateCounter<long>("blazorsessions.approvals", "{approval}", "Sign-ins that asked and were decided, by what was decided.");
        approvalDuration = Seconds("blazorsessions.approval.duration", "From the asking to the decision.", OfPeople);
        rejectedCodes = meter.CreateCounter<long>("blazorsessions.codes.rejected", "{code}", "Wrong codes that were typed for a sign-in that waits.");
        lookups = meter.CreateCounter<long>("blazorsessions.session.lookups", "{lookup}", "Sessions looked for by their cookie: remembered, or read from the database.");
        hashWait = Seconds("blazorsessions.hash.wait", "How long a password waited for its turn to be hashed.", OfHashes);
        hashDuration = Seconds("blazorsessions.hash.duration", "How long a password was hashed once it had its turn.", OfHashes);
        refusedHashes = meter.CreateCounter<long>("blazorsessions.hashes.refused", "{hash}", "Passwords that were not hashed, since too many waited or it took too long.");

        Histogram<double> Seconds(string name, string description, double[] bounds) =>
            meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
    }

    /// <summary>
    /// Adds nothing to each count: so it is sent from the start on. Of one that is first heard of with its first event, whoever
    /// draws how fast it grows would miss just that.
    /// </summary>
    public void BeginAtNought()
    {
        Array.ForEach(Enum.GetValues<SignInTry>(), outcome => signIns.Add(0, Tag(Outcome, outcome)));
        opened.Add(0, Approved(true));
        opened.Add(0, Approved(false));
        Array.ForEach(EndsOfOpenOnes, reason => ended.Add(0, Tag("reason", reason)));
        Array.ForEach(EndsOfAskingOnes, reason => approvals.Add(0, Tag(Outcome, reason)));
        approvals.Add(0, new KeyValuePair<string, object?>(Outcome, GrantedOutcome));
        rejectedCodes.Add(0);
        lookups.Add(0, Cached);
        lookups.Add(0, Read);
        refusedHashes.Add(0);
    }

    public void Tried(SignInTry outcome) => signIns.Add(1, Tag(Outcome, outcome));

    /// <param name="isApproved">Another session said yes.</param>
    public void Opened(bool isApproved) => opened.Add(1, Approved(isApproved));

    public void Ended(SessionEndReason reason) => ended.Add(1, Tag("reason", reason));

    /// <param name="after">From the asking on.</param>
    public void Granted(TimeSpan after) => Decided(GrantedOutcome, after);

    /// <param name="reason">Why the sign-in is over.</param>
    /// <param name="after">From the asking on.</param>
    public void NotGranted(SessionEndReason reason, TimeSpan after) => Decided(OutcomeText.Of(reason), after);

    public void CodeRejected() => rejectedCodes.Add(1);

    /// <param name="isCached">It was remembered, and no row was asked.</param>
    public void LookedUp(bool isCached) => lookups.Add(1, isCached ? Cached : Read);

    public void HashWaited(TimeSpan time) => hashWait.Record(time.TotalSeconds);

    public void HashTook(TimeSpan time) => hashDuration.Record(time.TotalSeconds);

    public void HashRefused() => refusedHashes.Add(1);

    private void Decided(string outcome, TimeSpan after)
    {
        var tag = new KeyValuePair<string, object?>(Outcome, outcome);
        approvals.Add(1, tag);
        approvalDuration.Record(after.TotalSeconds, tag);
    }

    private static KeyValuePair<string, object?> Approved(bool isApproved) => new("approved", isApproved);

    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, OutcomeText.Of(value));
}
