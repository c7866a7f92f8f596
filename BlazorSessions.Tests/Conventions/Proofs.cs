using System.Reflection;

namespace BlazorSessions.Tests.Conventions;

/// <summary>Each abuse case of SECURITY.md has a test that carries its id, and no test carries another.</summary>
public sealed class Proofs
{
    private const int Cases = 40;

    private static IReadOnlyCollection<string> Carried { get; } =
    [
        .. typeof(Proofs).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(IsTest).SelectMany(test => TraitsOf(test).Concat(TraitsOf(type))))
            .Where(trait => trait.Name == "abuse").Select(trait => trait.Value).Distinct(),
    ];

    private static IEnumerable<string> All => Enumerable.Range(1, Cases).Select(number => $"A{number:00}");

    [Fact]
    public void Every_abuse_case_is_proved() => Assert.Empty(All.Except(Carried));

    [Fact]
    public void No_test_says_that_it_proves_a_case_that_there_is_not() => Assert.Empty(Carried.Except(All));

    private static bool IsTest(MethodInfo method) => method.IsDefined(typeof(FactAttribute), inherit: true);

    private static IEnumerable<TraitAttribute> TraitsOf(MemberInfo member) => member.GetCustomAttributes<TraitAttribute>(inherit: true);
}
