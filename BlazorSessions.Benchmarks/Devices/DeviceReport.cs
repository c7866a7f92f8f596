using System.Diagnostics;
using System.Globalization;
using BlazorSessions.Benchmarks.Statistics;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Benchmarks.Devices;

/// <summary>What it costs to name a device: all user agents of the tests, named in rounds.</summary>
internal static class DeviceReport
{
    private const int WarmUps = 500; // until the compiler has done its best, which takes some tens of thousands of calls
    private const int Rounds = 500;

    private static readonly ClientHints Hints = new("\"Brave\";v=\"140\", \"Chromium\";v=\"140\"", "\"Windows\"", "\"15.0.0\"", "\"\"", isTouched: false);

    public static void Run()
    {
        string[] userAgents = [.. ReadUserAgents()];
        Console.WriteLine($"{userAgents.Length} user agents in {Rounds} rounds after {WarmUps} to warm up; each figure is for one user agent.");
        Console.WriteLine();
        Console.WriteLine("| | median | slowest round | allocated |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine(Line("name", userAgents, userAgent => DeviceName.From(userAgent)));
        Console.WriteLine(Line("description", userAgents, userAgent => DeviceDescription.Read(userAgent)));
        Console.WriteLine(Line("description with hints", userAgents, userAgent => DeviceDescription.Read(userAgent, Hints)));
    }

    private static string Line(string what, string[] userAgents, Func<string, object> read)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            ReadAll(userAgents, read);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            ReadAll(userAgents, read);
            times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / userAgents.Length;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Rounds * userAgents.Length);
        return string.Create(CultureInfo.InvariantCulture, $"| {what} | {Quantiles.Of(times).Median:F0} ns | {times.Max():F0} ns | {bytes} B |");
    }

    private static void ReadAll(string[] userAgents, Func<string, object> read)
    {
        foreach (var userAgent in userAgents)
        {
            GC.KeepAlive(read(userAgent));
        }
    }

    private static IEnumerable<string> ReadUserAgents()
    {
        using var rows = new StreamReader(typeof(DeviceReport).Assembly.GetManifestResourceStream("UserAgents.tsv")!);
        while (rows.ReadLine() is { } row)
        {
            yield return row.Split('\t')[0];
        }
    }
}
