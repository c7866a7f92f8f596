using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Features.Confirm;

/// <summary>What became of something that wanted the password once more. Closed: no further case can appear elsewhere.</summary>
public abstract record Confirmation
{
    private Confirmation()
    {
    }

    /// <summary>It was right, and the thing is done.</summary>
    /// <param name="Token">The session's new token for its browser, where it got one.</param>
    public sealed record Done(OpaqueToken? Token) : Confirmation;

    /// <summary>It was wrong, or the session is over.</summary>
    public sealed record Wrong : Confirmation;

    /// <summary>So many wrong ones came before that none is looked at until then.</summary>
    public sealed record TooManyTries(DateTimeOffset NextAt) : Confirmation;
}
