using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Accounts;

/// <summary>A person's account.</summary>
public sealed class User
{
    /// <summary>How long a link is good by which the operator lets the password be set anew: an hour, and for once.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);

    private User()
    {
    }

    /// <summary>Makes an account from values that have been read by their own rules.</summary>
    public User(string firstName, string lastName, EmailAddress email, string passwordHash, DateTimeOffset now)
    {
        Id = UserId.New(now);
        FirstName = firstName;
        LastName = lastName;
        Email = email;
        PasswordHash = passwordHash;
        CreatedAt = now;
    }

    /// <summary>Its name inside the product.</summary>
    public UserId Id { get; private init; }

    /// <summary>As the person wrote it.</summary>
    public string FirstName { get; private set; } = "";

    /// <summary>As the person wrote it.</summary>
    public string LastName { get; private set; } = "";

    /// <summary>How the person signs in; unique.</summary>
    public EmailAddress Email { get; private init; } = null!;

    /// <summary>The password as a PHC string, <c>$argon2id$v=19$…</c>.</summary>
    public string PasswordHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it is deleted for good; null while nobody has asked for that.</summary>
    public DateTimeOffset? DeletesAt { get; private set; }

    /// <summary>How many sessions it may have open, where the operator gave it a number of its own.</summary>
    public int? SessionLimit { get; private set; }

    /// <summary>The hash of the token in the link by which the password may be set anew; null while there is none.</summary>
    public TokenHash? ResetToken { get; private set; }

    /// <summary>Until when that link is good.</summary>
    public DateTimeOffset? ResetUntil { get; private set; }

    /// <summary>Both names, as people read them.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>The same password, hashed again because the parameters were raised.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>Another password. A link by which it could have been set anew is void.</summary>
    public void ChangePassword(string passwordHash)
    {
        PasswordHash = passwordHash;
        (ResetToken, ResetUntil) = (null, null);
    }

    /// <summary>Makes a link by which the password may be set anew, good for <see cref="ResetLifetime"/>; an earlier one is void.</summary>
    public OpaqueToken OfferReset(DateTimeOffset now)
    {
        var token = OpaqueToken.Issue();
        (ResetToken, ResetUntil) = (token.Hash(), now + ResetLifetime);
        return token;
    }

    /// <summary>The link with this token sets the password anew.</summary>
    public bool MayReset(OpaqueToken token, DateTimeOffset now) => ResetToken == token?.Hash() && ResetToken is not null && ResetUntil > now;

    /// <summary>Another number of sessions of its own; null for that of everybody.</summary>
    public void LimitSessions(int? atMost) => SessionLimit = atMost;

    /// <summary>Other names, read by their own rules.</summary>
    public void Rename(string firstName, string lastName) => (FirstName, LastName) = (firstName, lastName);

    /// <summary>Its deletion was asked for; an earlier wish counts.</summary>
    /// <param name="mayBeUndone">It waits for <see cref="KnownDevice.NewFor"/>, else it is due now.</param>
    /// <param name="now">The moment.</param>
    public void Delete(bool mayBeUndone, DateTimeOffset now)
    {
        var at = mayBeUndone ? now + KnownDevice.NewFor : now;
        DeletesAt = DeletesAt < at ? DeletesAt : at;
    }

    /// <summary>Its deletion was called off.</summary>
    public void Keep() => DeletesAt = null;

    /// <summary>The deletion is due: nobody signs in any more, whether or not the rows are gone.</summary>
    public bool IsGoneAt(DateTimeOffset now) => DeletesAt <= now;
}
