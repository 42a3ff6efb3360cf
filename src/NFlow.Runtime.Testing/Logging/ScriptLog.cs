using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Testing;

/// <summary>Collects what scripts write with <c>console</c>. Thread-safe.</summary>
internal sealed class ScriptLog : ILoggerProvider, ILogger
{
    private const string EventName = "ScriptLog";

    private readonly ConcurrentQueue<ScriptLogLine> _lines = new();

    public IReadOnlyList<ScriptLogLine> Lines => [.. _lines];

    public IReadOnlyList<ScriptLogLine> Of(string runId) => [.. _lines.Where(line => line.RunId == runId)];

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == EventName && state is IReadOnlyList<KeyValuePair<string, object?>> values)
            _lines.Enqueue(new ScriptLogLine(Find(values, "RunId"), Find(values, "NodeId"), logLevel, Find(values, "Text")));
    }

    private static string Find(IReadOnlyList<KeyValuePair<string, object?>> values, string name) =>
        values.FirstOrDefault(value => value.Key == name).Value?.ToString() ?? "";
}
