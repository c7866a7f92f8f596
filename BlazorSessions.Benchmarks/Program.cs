using System.CommandLine;
using BlazorSessions.Benchmarks.Circuits;
using BlazorSessions.Benchmarks.Devices;
using BlazorSessions.Benchmarks.Enumeration;

const int Fewest = 20; // below, the normal approximation of the test is a poor one
const int Most = 1000; // above, the report takes longer than anyone waits for it

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
