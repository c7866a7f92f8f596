using System.Reflection;
using BlazorSessions.App.Settings;
using Xunit.Sdk;
using Xunit.v3;

namespace BlazorSessions.Tests.Support;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(DatabaseProvider.Sqlite), new TheoryDataRow(DatabaseProvider.PostgreSql)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
