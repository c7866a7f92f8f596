using System.CommandLine;
using BlazorSessions.Benchmarks.Approvals;
using BlazorSessions.Benchmarks.Circuits;
using System.Globalization;
using BlazorSessions.Benchmarks.Devices;
using BlazorSessions.Benchmarks.Endings;
using BlazorSessions.Benchmarks.Enumeration;
using BlazorSessions.Benchmarks.Notifications;
using BlazorSessions.Benchmarks.Requests;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Benchmarks.SignIns;
using BlazorSessions.Benchmarks.Starts;
using BlazorSessions.Benchmarks.Enumeration;
using BlazorSessions.Benchmarks.Micro;
using BlazorSessions.Benchmarks.Scale;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture; // a table looks the same everywhere

// Below, the normal approximation of the test is a poor one.
var samples = NumberOption.Of("--samples", "Requests of each kind", unlessGiven: 400, fewest: 20, most: 1000);
var timeToCleanUp = TimeSpan.FromMinutes(1); // after Ctrl-C: thousands of circuits to close, servers to stop, databases to delete

var samples = new Option<int>("--samples") { Description = $"Requests of each kind, {Fewest} to {Most}", DefaultValueFactory = _ => 400 };
samples.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < Fewest or > Most)
    {
        given.AddError($"--samples must be between {Fewest} and {Most}.");
    }
});

var enumeration = new Command("enumeration", "Whether the time of an answer tells which addresses have an account") { samples };
enumeration.SetAction((parsed, ct) => EnumerationReport.RunAsync(parsed.GetValue(samples), ct));

var devices = new Command("devices", "How long it takes to name a device, and what that allocates");
devices.SetAction(_ => DeviceReport.Run());

return await new RootCommand("Measures the whole application, on this machine and over HTTP, and one part of it alone.") { enumeration, devices, CircuitsReport.Command() }.Parse(args).InvokeAsync();
return await new RootCommand("Measures the whole application, on this machine and over HTTP, and one part of it alone.")
{
    enumeration,
    devices,
    RequestReport.Command(),
    EndingReport.Command(),
    StartReport.Command(),
    SignInReport.Command(),
    NotifyReport.Command(),
    ServeCommand.Command(),
}.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }); // the servers end and their folders go, also when it is broken off
return await new RootCommand("Measures the whole application, on this machine and over HTTP, and one part of it alone.") { enumeration, devices, CircuitsReport.Command(), ApprovalReport.Command() }.Parse(args).InvokeAsync();
return await new RootCommand("Measures the whole application, on this machine and over HTTP, and one part of it alone.") { enumeration, devices, CircuitsReport.Command(), ApprovalReport.Command(), ScaleReport.Command() }.Parse(args).InvokeAsync();
var root = new RootCommand("Measures the application as a whole, on this machine and over HTTP, and parts of it alone.")
{
    enumeration,
    CircuitsReport.Command(),
    ApprovalReport.Command(),
    ScaleReport.Command(),
    MicroReport.Command(),
};
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = timeToCleanUp });
