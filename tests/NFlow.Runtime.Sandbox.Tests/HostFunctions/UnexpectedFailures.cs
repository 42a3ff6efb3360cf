using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>Tells of every host function that failed in a way it did not expect itself: the runtime logs those, and scripts see only that it failed.</summary>
internal sealed class UnexpectedFailures : ILoggerProvider, ILogger
{
    private const int HostFunctionFailed = 1401;

    /// <summary>What it has told since somebody looked.</summary>
    public static ConcurrentQueue<string> Told { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == HostFunctionFailed)
            Told.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
