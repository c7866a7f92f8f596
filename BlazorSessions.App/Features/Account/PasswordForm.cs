namespace BlazorSessions.App.Features.Account;

/// <summary>A change of the password.</summary>
public sealed class PasswordForm : NewPasswordForm
{
    public string? CurrentPassword { get; set; }
}
