using BlazorSessions.App.Security;

namespace BlazorSessions.App.Features;

/// <summary>A new password, typed twice.</summary>
public class NewPasswordForm
{
    public const string NotTheSame = "The two passwords are not the same. Type both again.";

    public string? NewPassword { get; set; }

    public string? ConfirmNewPassword { get; set; }

    /// <summary>A message for each field that breaks a rule, by the field's name.</summary>
    public Dictionary<string, string> CheckNewPassword(PasswordMeter meter, IReadOnlyList<string> ownWords)
    {
        var errors = new Dictionary<string, string>();
        if (Features.NewPassword.Refusal(meter, NewPassword, ownWords) is { } refusal)
        {
            errors[nameof(NewPassword)] = refusal;
        }
        else if (NewPassword != ConfirmNewPassword)
        {
            errors[nameof(ConfirmNewPassword)] = NotTheSame;
        }

        return errors;
    }
}
