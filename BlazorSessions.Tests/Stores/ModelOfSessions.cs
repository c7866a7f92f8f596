namespace BlazorSessions.Tests.Stores;

/// <summary>
/// The rules for one user's sessions said once more, as shortly as they can be: from the README and without a word of the
/// product, so that the two can only agree by being right, or wrong in the same way twice.
/// </summary>
internal sealed class ModelOfSessions
{
    public const int Limit = 2;
    private const int Tries = 3;

    // Steps of 25 and 2 minutes meet these two exactly.
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(27);
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(52);
    public static readonly TimeSpan ProofTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CodeTime = TimeSpan.FromMinutes(2);

    private readonly List<Entry> log = [];
    private readonly HashSet<int> known = [];
    private DateTimeOffset now;

    /// <summary>Every sign-in whose password was right, oldest first.</summary>
    public IReadOnlyList<Entry> Log => log;

    public IReadOnlyList<Entry> Open => [.. log.Where(e => e.IsOpen)];

    /// <summary>Time ends what it ends in order, since each end can be the end of what waited for it.</summary>
    public void MoveTo(DateTimeOffset later)
    {
        while (log.Where(e => e.Lives && e.Due.At <= later).MinBy(e => e.Due.At) is { } next)
        {
            now = next.Due.At;
            End(next, next.Due.Why);
            EndOrphans();
        }

        now = later;
    }

    public string SignIn(int device)
    {
        log.Where(e => e.IsWaiting && e.Device == device).ToList().ForEach(e => End(e, "Cancelled: Cancelled"));
        var own = Open.SingleOrDefault(e => e.Device == device);
        if (own is not null)
        {
            End(own, "SignedOut: Replaced");
        }

        var others = Open.Count;
        var entry = Add(device);
        return own is not null || others == 0 ? OpenUp(entry) : others < Limit ? "waits" : Refuse(entry);
    }

    /// <param name="by">Where the code is typed.</param>
    /// <param name="asked">What it is typed for; null when another user asked.</param>
    /// <param name="right">It is the code that the waiting device shows.</param>
    public string Approve(Entry by, Entry? asked, bool right)
    {
        if (!by.IsOpen || asked is not { IsPending: true })
        {
            return "nothing";
        }

        if (right)
        {
            asked.IsApproved = true;
            asked.WaitsUntil = now + CodeTime;
            return "approved";
        }

        asked.WrongCodes++;
        if (asked.WrongCodes == Tries)
        {
            End(asked, "TooManyWrongCodes: TooManyCodes");
        }

        return $"{Tries - asked.WrongCodes} tries left";
    }

    public void DenyAll(Entry by) =>
        log.Where(e => by.IsOpen && e.IsPending).ToList().ForEach(e => End(e, "Denied: Denied"));

    public void Cancel(Entry asked)
    {
        if (asked.IsWaiting)
        {
            End(asked, "Cancelled: Cancelled");
        }
    }

    public string Collect(Entry asked) =>
        !asked.IsWaiting ? "nothing"
        : !asked.IsApproved ? "not yet"
        : Open.Count < Limit ? OpenUp(asked)
        : Refuse(asked);

    public void SignOut(Entry entry)
    {
        if (entry.IsOpen)
        {
            End(entry, "SignedOut: SignedOut");
            EndOrphans();
        }
    }

    public string SignOutOther(Entry by, Entry? other)
    {
        if (by == other)
        {
            SignOut(by);
        }
        else if (by.IsOpen && !IsProved(by))
        {
            return "proof too old";
        }
        else if (by.IsOpen && other is { Lives: true })
        {
            End(other, other.IsOpen ? "SignedOut: SignedOutElsewhere" : "Cancelled: SweptUp");
        }

        return $"is over: {other is { Lives: false }}";
    }

    public string SignOutEverywhereElse(Entry by)
    {
        var open = Open.Count - 1;
        if (!by.IsOpen || !IsProved(by))
        {
            return by.IsOpen ? "proof too old" : "nothing";
        }

        EndAllBut(by, "SignedOut: SignedOutElsewhere");
        return $"{open} ended";
    }

    public string Confirm(Entry by)
    {
        if (by.IsOpen)
        {
            by.ProvedAt = now;
        }

        return by.IsOpen ? "proved" : "nothing";
    }

    public string ChangePassword(Entry by)
    {
        var done = Confirm(by);
        if (by.IsOpen)
        {
            EndAllBut(by, "SignedOut: PasswordChanged");
        }

        return done;
    }

    public string Recover(int device, bool isGood)
    {
        if (!isGood)
        {
            return "nothing";
        }

        var entry = Add(device);
        EndAllBut(entry, "SignedOut: Recovered");
        known.Clear(); // here no device is ever a week old
        return OpenUp(entry);
    }

    public bool Use(Entry entry)
    {
        if (entry.IsOpen)
        {
            entry.SeenAt = now;
        }

        return entry.IsOpen;
    }

    private bool IsProved(Entry entry) => entry.ProvedAt + ProofTime > now;

    private Entry Add(int device)
    {
        var entry = new Entry(device, isNew: log.Count > 0 && !known.Contains(device)) { WaitsUntil = now + CodeTime, ProvedAt = now };
        log.Add(entry);
        return entry;
    }

    private string OpenUp(Entry entry)
    {
        known.Add(entry.Device);
        entry.OpenedAt = entry.SeenAt = now;
        return "open";
    }

    private string Refuse(Entry entry)
    {
        End(entry, "Refused: Refused");
        return "full";
    }

    private void EndAllBut(Entry kept, string why) =>
        log.Where(e => e != kept && e.Lives).ToList().ForEach(e => End(e, e.IsOpen ? why : "Cancelled: SweptUp"));

    private void End(Entry entry, string why) => entry.End = (why, now);

    // A code that runs out at the same moment has run out.
    private void EndOrphans() =>
        log.Where(e => Open.Count == 0 && e.IsPending && e.WaitsUntil > now).ToList().ForEach(e => End(e, "Cancelled: Orphaned"));

    internal sealed class Entry(int device, bool isNew)
    {
        public int Device => device;

        public DateTimeOffset WaitsUntil { get; set; }

        public bool IsApproved { get; set; }

        public int WrongCodes { get; set; }

        public DateTimeOffset? OpenedAt { get; set; }

        public DateTimeOffset SeenAt { get; set; }

        public DateTimeOffset ProvedAt { get; set; }

        public (string Why, DateTimeOffset At)? End { get; set; }

        public bool Lives => End is null;

        public bool IsOpen => Lives && OpenedAt is not null;

        public bool IsWaiting => Lives && OpenedAt is null;

        public bool IsPending => IsWaiting && !IsApproved;

        public (string Why, DateTimeOffset At) Due =>
            OpenedAt is not { } opened ? ("CodeExpired: CodeExpired", WaitsUntil)
            : SeenAt + IdleTime < opened + Lifetime ? ("Expired: Idle", SeenAt + IdleTime)
            : ("Expired: TooOld", opened + Lifetime);

        public override string ToString() => (isNew ? "new device: " : "") + (
            End is var (why, at) ? $"{why} at {at:dd HH:mm:ss}"
            : IsOpen ? "Active"
            : $"Waiting until {WaitsUntil:dd HH:mm:ss}");
    }
}
