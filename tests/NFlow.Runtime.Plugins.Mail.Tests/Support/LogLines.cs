using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>Everything the host logged, with exceptions in full.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Signal)> _waiting = [];

    public string Text => string.Join('\n', _lines);

    /// <summary>Completes when a text has been logged a number of times.</summary>
    public Task WaitForAsync(string text, int times)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
            _waiting.Add((() => _lines.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times, signal));
        Signal();
        return signal.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        Signal();
    }

    private void Signal()
    {
        lock (_waiting)
            foreach (var (condition, signal) in _waiting)
                if (condition())
                    signal.TrySetResult();
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private sealed class Writer(LogLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add($"{logLevel} {eventId.Name}: {formatter(state, exception)} {exception}");
    }
}
