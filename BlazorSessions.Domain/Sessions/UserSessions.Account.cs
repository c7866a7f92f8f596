using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Sessions;

/// <content>What changes of the account do to its sessions, and which devices it knows.</content>
public sealed partial class UserSessions
{
    /// <summary>The password was typed at this open session so lately that it needs not be typed again.</summary>
    public bool IsProved(SessionId id) => sessions.Exists(s => s.Id == id && s.IsOpen && policy.IsProved(s, now));

    /// <summary>
    /// What is changed at this session can be undone with a recovery code for <see cref="KnownDevice.NewFor"/>: its device
    /// is new to the account.
    /// </summary>
    public bool MayBeUndone(SessionId by) => DeviceOf(by)?.IsNewAt(now) ?? true;

    /// <summary>The same of what is changed on this device without a session.</summary>
    public bool MayBeUndone(Device device) => devices.Find(d => d.Key == device?.Key)?.IsNewAt(now) ?? true;

    /// <summary>The right password was typed again at an open session, which gets a new token.</summary>
    /// <returns>The token for its browser; null when no such session is open.</returns>
    public OpaqueToken? Prove(SessionId by)
    {
        if (sessions.Find(s => s.Id == by && s.IsOpen) is not { } session)
        {
            return null;
        }

        var token = OpaqueToken.Issue();
        session.Prove(token.Hash(), now);
        return token;
    }

    /// <summary>
    /// The password was changed at an open session: it gets a new token, every other one ends, and so does every sign-in
    /// that waits or has its yes, since its password was the old one.
    /// </summary>
    /// <returns>The token for its browser; null when no such session is open.</returns>
    public OpaqueToken? ChangePassword(SessionId by)
    {
        if (Prove(by) is not { } token)
        {
            return null;
        }

        EndAllBut(by, SessionEndReason.PasswordChanged, by);
        Note(SessionEventKind.PasswordChanged, by);
        return token;
    }

    /// <summary>
    /// A recovery code was used: it opens a session here, without anybody's yes, and ends all there were, and every sign-in
    /// under way. Other devices that are still new are forgotten: one of them may be why the code was needed.
    /// </summary>
    public SignInOutcome.SignedIn Recover(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var session = Ask(device);
        EndAllBut(session.Id, SessionEndReason.Recovered, by: null);
        devices.RemoveAll(d => d.Key != device.Key && d.IsNewAt(now));
        var outcome = OpenUp(session);
        Note(SessionEventKind.RecoveryCodeUsed, session.Id);
        return outcome;
    }

    /// <summary>
    /// The password was set anew on this device, by a link of the operator. It opens nothing, and every sign-in ends that
    /// waits or has its yes, since its password was the old one. What is open stays so: the next sign-in needs a yes as any
    /// other, else such a link would be a way round the devices that are signed in.
    /// </summary>
    public void ResetPassword(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        foreach (var underWay in sessions.Where(s => s.WaitsUntil is not null).ToList())
        {
            End(underWay, SessionEndReason.SweptUp);
        }

        Tell(SessionEventKind.PasswordReset, Ask(device)); // no sign-in: it is told of, and not kept
    }

    /// <summary>The deletion of the account was asked for at an open session: every session ends, and every sign-in under way.</summary>
    public void CloseAccount(SessionId by)
    {
        Note(SessionEventKind.DeletionRequested, by);
        EndAll();
    }

    /// <summary>The account is to be gone: nothing of it stays open.</summary>
    public void EndAll() => EndAllBut(kept: null, SessionEndReason.AccountDeleted, by: null);

    /// <summary>Something happened to the account at an open session.</summary>
    public void Note(SessionEventKind kind, SessionId by) => Tell(kind, sessions.Single(s => s.Id == by && s.IsOpen));

    /// <summary>Wrong passwords or recovery codes were typed so often that the owner is to know; this device typed the last one.</summary>
    public void NoteFailures(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        Tell(SessionEventKind.FailedRepeatedly, Ask(device)); // no sign-in: it is told of, and not kept
    }

    /// <summary>The operator made a link by which the password may be set anew, which the owner is to know.</summary>
    public void NoteResetOffered() => Tell(SessionEventKind.ResetOffered, Ask(Device.OfOperator)); // likewise

    /// <summary>The person at an open session has a device forgotten: its next sign-in is one of a device not seen before.</summary>
    public ForgetOutcome Forget(SessionId by, TokenHash device)
    {
        if (!IsProved(by))
        {
            return new ForgetOutcome.ProofTooOld();
        }

        if (devices.Find(d => d.Key == device) is not { } known)
        {
            return new ForgetOutcome.Forgotten();
        }

        if (DeviceOf(by)?.MayHaveForgotten(known, now) != true)
        {
            return new ForgetOutcome.KnownForLonger();
        }

        devices.Remove(known);
        Note(SessionEventKind.DeviceForgotten, by);
        return new ForgetOutcome.Forgotten();
    }

    private KnownDevice? DeviceOf(SessionId id) =>
        sessions.Find(s => s.Id == id) is { } session ? devices.Find(d => d.Key == session.DeviceKey) : null;

    private void EndAllBut(SessionId? kept, SessionEndReason reason, SessionId? by)
    {
        foreach (var other in sessions.Where(s => s.Id != kept && s.EndedAt is null).ToList())
        {
            End(other, other.IsOpen ? reason : SessionEndReason.SweptUp, by);
        }
    }

    // Beyond the bound it is the latest comer that is forgotten: nobody can push out the devices of the owner with new ones.
    private void Remember(Session session)
    {
        if (devices.Find(d => d.Key == session.DeviceKey) is { } known)
        {
            known.SeenWith(session, now);
            return;
        }

        if (devices.Count >= KnownDevice.AtMost)
        {
            devices.Remove(devices.MaxBy(d => d.FirstSeenAt)!);
        }

        devices.Add(new KnownDevice(session, now));
    }
}
