namespace BlazorSessions.App.Security;

/// <summary>Marks a page or an endpoint whose posts are counted.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitedAttribute(LimitedAct act) : Attribute
{
    public LimitedAct Act { get; } = act;
}
