using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.TestSupport;

/// <summary>Keeps what was logged, with its scopes and exceptions.</summary>
[ProviderAlias("Captured")]
public sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Signal)> _awaited = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public string Text => string.Join('\n', Entries.Select(entry => entry.Line));

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Completes when a text has been logged a number of times.</summary>
    public Task WaitForAsync(string text, int times = 1)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
            _awaited.Add((() => Entries.Count(entry => entry.Line.Contains(text, StringComparison.Ordinal)) >= times, signal));
        SignalAwaited();
        return signal.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose()
    {
    }

    private void Add(LogEntry entry)
    {
        Entries.Enqueue(entry);
        SignalAwaited();
    }

    private void SignalAwaited()
    {
        lock (_awaited)
            foreach (var (isSo, signal) in _awaited)
                if (isSo())
                    signal.TrySetResult();
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
            owner.Add(new LogEntry(logLevel, eventId, formatter(state, exception), string.Join(' ', scope), exception));
        }
    }
}
