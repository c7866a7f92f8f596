using BenchmarkDotNet.Attributes;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>What it costs to name a device: the user agents of the tests, one after the other.</summary>
public class DeviceNaming
{
    private static readonly ClientHints Hints = new("\"Brave\";v=\"140\", \"Chromium\";v=\"140\"", "\"Windows\"", "\"15.0.0\"", "\"\"", isTouched: false);

    private int next;

    private string UserAgent => UserAgents.All[next++ % UserAgents.All.Count];

    [Benchmark(Description = "device, name")]
    public string Name() => DeviceName.From(UserAgent);

    [Benchmark(Description = "device, description")]
    public DeviceDescription Description() => DeviceDescription.Read(UserAgent);

    [Benchmark(Description = "device, description with client hints")]
    public DeviceDescription DescriptionWithHints() => DeviceDescription.Read(UserAgent, Hints);
}
