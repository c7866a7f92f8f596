using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: BlazorSessions.Tests.Support.QuietBrowsers]

namespace BlazorSessions.Tests.Support;

/// <summary>
/// Fails a test in whose browsers something went wrong that it does not look for, whatever else it looks for, or to whose servers
/// a browser of any engine reported a violation of the policy.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class QuietBrowsersAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Person>> People = new();
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<LogRecorder>> Logs = new();

    /// <summary>Listens to this device until the test is over.</summary>
    public static void Watch(Person person) => People.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => new()).Enqueue(person);

    /// <summary>Reads a server's log when the test is over.</summary>
    public static void Watch(LogRecorder log) => Logs.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => new()).Enqueue(log);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        People.TryRemove(test.UniqueID, out var people);
        Logs.TryRemove(test.UniqueID, out var logs);
        Assert.Empty((people ?? []).SelectMany(person => person.Faults));
        if (!methodUnderTest.IsDefined(typeof(ViolatesPolicyAttribute)) && !methodUnderTest.ReflectedType!.IsDefined(typeof(ViolatesPolicyAttribute)))
        {
            Assert.Empty((logs ?? []).SelectMany(log => log.Violations));
        }
    }
}
