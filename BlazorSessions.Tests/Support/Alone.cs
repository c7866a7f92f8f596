namespace BlazorSessions.Tests.Support;

/// <summary>Its tests run alone, so that what they measure is the product's and not their neighbours'.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
