namespace BlazorSessions.App.Features.Recovery;

/// <summary>What a person typed who comes with a recovery code.</summary>
public sealed class RecoveryForm : NewPasswordForm
{
    public string? Code { get; set; }

    public string? Email { get; set; }
}
