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
    public Dictionary<string, string> Check()
    {
        var errors = new Dictionary<string, string>();
        CheckName(nameof(FirstName), FirstName, "first name");
        CheckName(nameof(LastName), LastName, "last name");
        if (EmailAddress.Parse(Email) is null)
        {
            errors[nameof(Email)] = "Enter an email address, such as ann@example.org.";
        }

        var flaw = PasswordRules.Check(Password);
        if (flaw != PasswordFlaw.None)
        {
            errors[nameof(Password)] = flaw switch
            {
                PasswordFlaw.TooShort => $"Use at least {PasswordRules.MinLength} characters. A few words in a row are easy to remember.",
                PasswordFlaw.TooLong => $"Use at most {PasswordRules.MaxLength} characters.",
                _ => "Use characters that you can type again.",
            };
        }
        else if (Password != ConfirmPassword)
        {
            errors[nameof(ConfirmPassword)] = "The two passwords are not the same. Type both again.";
        }

        return errors;

        void CheckName(string field, string? value, string words)
        {
            if (PersonName.Parse(value) is null)
            {
                errors[field] = string.IsNullOrWhiteSpace(value)
                    ? $"Enter your {words}."
                    : $"Use at most {PersonName.MaxLength} letters, and no control characters.";
            }
        }
    }
}
