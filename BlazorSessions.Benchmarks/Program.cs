using System.CommandLine;
using System.Globalization;
using BlazorSessions.Benchmarks.Approvals;
using BlazorSessions.Benchmarks.Circuits;
using BlazorSessions.Benchmarks.Endings;
using BlazorSessions.Benchmarks.Enumeration;
using BlazorSessions.Benchmarks.Micro;
using BlazorSessions.Benchmarks.Notifications;
using BlazorSessions.Benchmarks.Requests;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Scale;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Benchmarks.SignIns;
using BlazorSessions.Benchmarks.Starts;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture; // a table looks the same everywhere

// Below, the normal approximation of the test is a poor one.
var samples = NumberOption.Of("--samples", "Requests of each kind", unlessGiven: 400, fewest: 20, most: 1000);
var timeToCleanUp = TimeSpan.FromMinutes(1); // after Ctrl-C: thousands of circuits to close, servers to stop, databases to delete

var enumeration = new Command("enumeration", "Whether the time of an answer tells which addresses have an account") { samples };
enumeration.SetAction((parsed, ct) => EnumerationReport.RunAsync(parsed.GetValue(samples), ct));

var root = new RootCommand("Measures the application as a whole, on this machine and over HTTP, and parts of it alone.")
{
    MicroReport.Command(),
    RequestReport.Command(),
    EndingReport.Command(),
    CircuitsReport.Command(),
    ApprovalReport.Command(),
    NotifyReport.Command(),
    SignInReport.Command(),
    ScaleReport.Command(),
    VerifyReport.Command(),
    TransferReport.Command(),
    StartReport.Command(),
    enumeration,
    ServeCommand.Command(),
};
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = timeToCleanUp });
