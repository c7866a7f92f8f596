namespace BlazorSessions.App.Features.PasswordReset;

/// <summary>What became of a link by which the password was to be set anew. Closed: no further case can appear elsewhere.</summary>
public abstract record PasswordResetResult
{
    private PasswordResetResult()
    {
    }

    /// <summary>The password is the new one, and the link is used.</summary>
    public sealed record Done : PasswordResetResult;

    /// <summary>The link is good and stays so, but this is no password to have.</summary>
    /// <param name="Errors">A message for each field that breaks a rule, by the field's name.</param>
    public sealed record PasswordRefused(IReadOnlyDictionary<string, Message> Errors) : PasswordResetResult;

    /// <summary>The link is wrong, used or over; which of them is not told.</summary>
    public sealed record LinkOver : PasswordResetResult;
}
