namespace BlazorSessions.Domain.Accounts;

/// <summary>A person's account.</summary>
public sealed class User
{
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
    public string FirstName { get; private init; } = "";

    /// <summary>As the person wrote it.</summary>
    public string LastName { get; private init; } = "";

    /// <summary>How the person signs in; unique.</summary>
    public EmailAddress Email { get; private init; } = null!;

    /// <summary>The password as a PHC string, <c>$argon2id$v=19$…</c>.</summary>
    public string PasswordHash { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Both names, as people read them.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>The same password, hashed again because the parameters were raised.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;
}
