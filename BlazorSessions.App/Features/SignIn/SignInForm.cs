namespace BlazorSessions.App.Features.SignIn;

/// <summary>What a person typed at sign-in.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}
