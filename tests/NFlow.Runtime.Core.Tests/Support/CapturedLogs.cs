using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Tests.Support;

/// <summary>Keeps what was logged, with its scopes.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public string Text => string.Join('\n', Entries.Select(entry => $"{entry.Level} {entry.Message} {entry.Scope}"));

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new List<string>();
            owner._scopes.ForEachScope(static (item, list) => list.AddRange(item is IEnumerable<KeyValuePair<string, object?>> pairs ? pairs.Select(pair => $"{pair.Key}={pair.Value}") : [$"{item}"]), scope);
            owner.Entries.Enqueue(new LogEntry(logLevel, eventId, formatter(state, exception), string.Join(' ', scope), exception));
        }
    }
}

internal sealed record LogEntry(LogLevel Level, EventId Id, string Message, string Scope, Exception? Exception);
