using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>A form that somebody fills in who has an address and not the secret that goes with it.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Refusal">What its page says to all of them; another answer is one to another question.</param>
/// <param name="Typed">What is typed beside the address.</param>
internal sealed record GuessedForm(string Name, string Path, string Refusal, IReadOnlyDictionary<string, string> Typed)
{
    private const string WrongPassword = "copper lantern meadow eleven";

    public static GuessedForm SignIn { get; } = new(
        "sign-in", "/signin", "Email or password is incorrect.", new Dictionary<string, string> { ["Form.Password"] = WrongPassword });

    /// <summary>With a code that has the right form and was given to nobody, and a new password that breaks no rule.</summary>
    public static GuessedForm Recovery { get; } = new(
        "recovery", "/signin/recovery", "That recovery code is not right.", new Dictionary<string, string>
        {
            ["Form.Code"] = RecoveryCode.Issue().Reveal(),
            ["Form.NewPassword"] = WrongPassword,
            ["Form.ConfirmNewPassword"] = WrongPassword,
        });

    public Dictionary<string, string> FillIn(string address) => new(Typed) { ["Form.Email"] = address };
}
