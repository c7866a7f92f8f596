namespace BlazorSessions.App.Security;

/// <summary>What is limited by how often it comes.</summary>
public enum LimitedAct
{
    SignIn,
    SignUp,
    Recovery,
    Approval,
    Account,
}
