using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Support;

/// <summary>Keeps every log line, so that a test can look for faults and for secrets.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public IEnumerable<string> Errors => lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Text);

    public IEnumerable<string> All => lines.Select(l => l.Text);

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
