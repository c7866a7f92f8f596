namespace BlazorSessions.App.Features.Account;

/// <summary>The name as it is to be.</summary>
public sealed class NameForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    /// <summary>A message for each field that breaks a rule, by the field's name.</summary>
    public Dictionary<string, string> Check()
    {
        var errors = new Dictionary<string, string>();
        NameText.Check(errors, nameof(FirstName), FirstName, "first name");
        NameText.Check(errors, nameof(LastName), LastName, "last name");
        return errors;
    }
}
