using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: BlazorSessions.Tests.Support.QuietBrowsers]

namespace BlazorSessions.Tests.Support;

/// <summary>Fails a test in whose browsers something went wrong that it does not look for, whatever else it looks for.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class QuietBrowsersAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Person>> People = new();

    /// <summary>Listens to this device until the test is over.</summary>
    public static void Watch(Person person) => People.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => new()).Enqueue(person);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (People.TryRemove(test.UniqueID, out var people))
        {
            Assert.Empty(people.SelectMany(person => person.Faults));
        }
    }
}
