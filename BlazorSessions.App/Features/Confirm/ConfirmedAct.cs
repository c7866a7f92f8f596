namespace BlazorSessions.App.Features.Confirm;

/// <summary>What a person wanted when the password turned out to have been typed too long ago. It is done once it is typed again.</summary>
/// <param name="Name">How a form names it.</param>
/// <param name="Page">Where it is wanted, and where the person comes back to.</param>
/// <param name="Question">What the password is asked for, by its key among the words.</param>
public sealed record ConfirmedAct(string Name, string Page, string Question)
{
    public static readonly ConfirmedAct SignOut = new("sign-out", "/dashboard", "Confirm.SignOut");
    public static readonly ConfirmedAct SignOutEverywhereElse = new("sign-out-everywhere-else", "/dashboard", "Confirm.SignOutEverywhereElse");
    public static readonly ConfirmedAct NewRecoveryCodes = new("new-recovery-codes", "/account", "Confirm.NewRecoveryCodes");
    public static readonly ConfirmedAct ForgetDevice = new("forget-device", "/account", "Confirm.ForgetDevice");

    private static readonly ConfirmedAct[] All = [SignOut, SignOutEverywhereElse, NewRecoveryCodes, ForgetDevice];

    /// <summary>Reads a name from outside; null for any other.</summary>
    public static ConfirmedAct? Parse(string? name) => Array.Find(All, act => act.Name == name);

    /// <summary>Where the password is asked for.</summary>
    /// <param name="id">What it is about, where there is a choice.</param>
    /// <param name="wrong">The password that was just typed was not the right one.</param>
    public string LinkFor(string? id = null, bool wrong = false) =>
        $"{Page}?confirm={Name}{(id is null ? "" : $"&id={Uri.EscapeDataString(id)}")}{(wrong ? "&wrong=true" : "")}";
}
