using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Features.SignUp;

/// <summary>What a person typed at sign-up, and what the rules say of it.</summary>
public sealed class SignUpForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? ConfirmPassword { get; set; }

    /// <summary>A message for each field that breaks a rule, by the field's name.</summary>
    public Dictionary<string, Message> Check(PasswordMeter meter)
    {
        var errors = new Dictionary<string, Message>();
        NameText.Check(errors, nameof(FirstName), FirstName, "PersonName.EnterFirst");
        NameText.Check(errors, nameof(LastName), LastName, "PersonName.EnterLast");
        if (EmailAddress.Parse(Email) is null)
        {
            errors[nameof(Email)] = new("SignUp.EnterEmail");
        }

        if (NewPassword.Refusal(meter, Password, NewPassword.OwnWords(FirstName, LastName, Email)) is { } refusal)
        {
            errors[nameof(Password)] = refusal;
        }
        else if (Password != ConfirmPassword)
        {
            errors[nameof(ConfirmPassword)] = NewPasswordForm.NotTheSame;
        }

        return errors;
    }
}
