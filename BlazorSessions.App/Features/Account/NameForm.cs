namespace BlazorSessions.App.Features.Account;

/// <summary>The name as it is to be.</summary>
public sealed class NameForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    /// <summary>A message for each field that breaks a rule, by the field's name.</summary>
    public Dictionary<string, Message> Check()
    {
        var errors = new Dictionary<string, Message>();
        NameText.Check(errors, nameof(FirstName), FirstName, "PersonName.EnterFirst");
        NameText.Check(errors, nameof(LastName), LastName, "PersonName.EnterLast");
        return errors;
    }
}
