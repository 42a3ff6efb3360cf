using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Execution;

/// <summary>A logger that names run, flow and node in a scope around each entry; costs nothing until something is logged.</summary>
internal sealed class RunLogger(ILogger inner) : ILogger
{
    public RunContext? Run { get; set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        using (inner.BeginScope(Describe()))
            inner.Log(logLevel, eventId, state, exception, formatter);
    }

    private KeyValuePair<string, object?>[] Describe() =>
    [
        new("wid", Run?.RunId),
        new("flow", Run?.Flow.Name),
        new("node", Run?.Node?.Id),
    ];
}
