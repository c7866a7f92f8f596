using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Domain.Accounts;

/// <summary>The recovery codes of one account, those that stand and the former ones that can still undo their replacement.</summary>
/// <remarks>Whoever saves the result must have loaded it under that user's lock.</remarks>
public sealed class RecoveryCodes
{
    /// <summary>Codes in a set.</summary>
    public const int SetSize = 10;

    /// <summary>Former sets that are kept at the most. Beyond it, it is the latest that is over at once, never the owner's first.</summary>
    public const int FormerSetsAtMost = 5;

    private readonly UserId user;
    private readonly DateTimeOffset now;
    private readonly List<StoredRecoveryCode> stored;

    /// <summary>Takes what is kept of the codes of an account.</summary>
    public RecoveryCodes(UserId user, IEnumerable<StoredRecoveryCode> stored, DateTimeOffset now)
    {
        this.user = user;
        this.now = now;
        this.stored = [.. stored];
    }

    /// <summary>What is to be kept.</summary>
    public IReadOnlyList<StoredRecoveryCode> Stored => stored;

    /// <summary>How many of the set that stands can still be used.</summary>
    public int Left => stored.Count(c => c.GoodUntil is null && c.IsGoodAt(now));

    /// <summary>Makes a new set in the place of what there was.</summary>
    /// <param name="mayBeUndone">The former codes stay good for <see cref="KnownDevice.NewFor"/>, else they are over now.</param>
    public IReadOnlyList<RecoveryCode> Replace(bool mayBeUndone)
    {
        var set = stored.Count == 0 ? 1 : stored.Max(c => c.Set) + 1;
        stored.RemoveAll(c => !mayBeUndone || c.IsOverAt(now));
        var former = stored.Select(c => c.Set).Distinct().Order().Take(FormerSetsAtMost).ToHashSet();
        stored.RemoveAll(c => !former.Contains(c.Set));
        stored.ForEach(c => c.GoodFor(KnownDevice.NewFor, now));
        List<RecoveryCode> codes = [.. Enumerable.Range(0, SetSize).Select(_ => RecoveryCode.Issue())];
        stored.AddRange(codes.Select(code => new StoredRecoveryCode(user, code, set)));
        return codes;
    }

    /// <summary>
    /// Something was changed that may be undone: the former codes that are good stay so as long as it may be. So an earlier
    /// set always outlives a later one, and whoever came first is the last who can undo.
    /// </summary>
    public void KeepFormer() => stored.FindAll(c => c.GoodUntil is not null && !c.IsOverAt(now)).ForEach(c => c.GoodFor(KnownDevice.NewFor, now));

    /// <summary>The code would open the account.</summary>
    public bool IsGood(RecoveryCode code) => Find(code) is not null;

    /// <summary>
    /// Uses a code, once. One of a former set undoes the replacement: its set stands again, and later sets are void.
    /// </summary>
    /// <returns>False when it is none of this account, was used, or is over.</returns>
    public bool Use(RecoveryCode code)
    {
        if (Find(code) is not { } used)
        {
            return false;
        }

        used.Use(now);
        if (used.GoodUntil is not null)
        {
            stored.RemoveAll(c => c.Set > used.Set);
            stored.FindAll(c => c.Set == used.Set).ForEach(c => c.Restore());
        }

        return true;
    }

    private StoredRecoveryCode? Find(RecoveryCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var hash = code.Hash();
        return stored.Find(c => c.Hash == hash && c.IsGoodAt(now));
    }
}
