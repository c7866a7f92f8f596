using System.Globalization;
using System.Runtime.InteropServices;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>What is measured on, for the line above every table: a time means nothing without it.</summary>
internal static class Machine
{
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB; "
        + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}");

    private static string Processor => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? $"{RuntimeInformation.ProcessArchitecture}"
        : $"{RuntimeInformation.ProcessArchitecture}";
}
