using BlazorSessions.App.Security;

namespace BlazorSessions.App.Features;

/// <summary>A new password, typed twice.</summary>
public class NewPasswordForm
{
    public static readonly Message NotTheSame = new("NewPassword.NotTheSame");

    public string? NewPassword { get; set; }

    public string? ConfirmNewPassword { get; set; }

    /// <summary>A message for each field that breaks a rule, by the field's name.</summary>
    public Dictionary<string, Message> CheckNewPassword(PasswordMeter meter, IReadOnlyList<string> ownWords)
    {
        var errors = new Dictionary<string, Message>();
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
