namespace BlazorSessions.Tests.Support;

/// <summary>Marks tests whose pages violate the policy on purpose, or that report so: their servers write that down.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ViolatesPolicyAttribute : Attribute;
