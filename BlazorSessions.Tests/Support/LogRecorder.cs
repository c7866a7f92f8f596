using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Support;

/// <summary>Keeps every log line, so that a test can look for faults and for secrets, and wait for a line.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, SecurityLine? Security)> lines = new();
    private readonly SemaphoreSlim written = new(0);

    public IEnumerable<string> Errors => lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Text);

    public IEnumerable<string> All => lines.Select(l => l.Text);

    /// <summary>The lines of the security log, without those that tell of the server itself.</summary>
    public IReadOnlyList<SecurityLine> Security => [.. AllSecurity.Where(l => l.Address != "-" || l.User != "-")];

    public IReadOnlyList<SecurityLine> AllSecurity => [.. lines.Select(l => l.Security).OfType<SecurityLine>()];

    /// <summary>What browsers reported of the policy for pages.</summary>
    public IEnumerable<string> Violations => All.Where(line => line.Contains("ContentPolicyViolated", StringComparison.Ordinal));

    /// <summary>Waits until a line with this text has been written. For one waiter at a time.</summary>
    public Task WaitForAsync(string text) => Patience.ForAsync($"a log line with {text}", async ct =>
    {
        while (!All.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            await written.WaitAsync(ct);
        }
    });

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(LogLevel level, string text, SecurityLine? security)
    {
        lines.Enqueue((level, text, security));
        written.Release();
    }

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(logLevel, $"{category}: {formatter(state, exception)} {exception}", SecurityLine.Of(category, logLevel, state));
    }
}
