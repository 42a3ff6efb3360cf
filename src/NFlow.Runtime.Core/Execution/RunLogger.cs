using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Execution;

/// <summary>
/// A logger that names run, flow and node in a scope around each entry, and lets the scripts of a run write only so much: whatever a
/// script can make the host log goes through it. Costs nothing until something is logged.
/// </summary>
internal sealed partial class RunLogger(ILogger inner, int maxCharacters = RunLogger.Unbounded) : ILogger
{
    /// <summary>What an entry may have beyond the script's own text: run, flow, node, function.</summary>
    private const int Surroundings = 512;

    private const int Unbounded = int.MaxValue;

    private int _used;

    public RunContext? Run { get; set; }

    /// <summary>Characters that may still be written.</summary>
    public int Left => Math.Max(0, maxCharacters - Volatile.Read(ref _used));

    /// <summary>The same for the host's own steps, whose entries are not counted.</summary>
    public RunLogger ForHost() => new(inner) { Run = Run };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        using (inner.BeginScope(Describe()))
        {
            if (logLevel == LogLevel.Critical || maxCharacters == Unbounded || TryCharge(LengthOf(state, exception, formatter)))
                inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    private bool TryCharge(int length)
    {
        var left = maxCharacters - Interlocked.Add(ref _used, length) + length;
        if (left <= 0)
        {
            Interlocked.Add(ref _used, -length);
            return false;
        }

        if (length < left)
            return true;
        LogSpent(inner, Run?.RunId, maxCharacters);
        return length <= left + Surroundings;
    }

    private static int LengthOf<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        1 + formatter(state, exception).Length + (exception?.ToString().Length ?? 0);

    private KeyValuePair<string, object?>[] Describe() =>
    [
        new("wid", Run?.RunId),
        new("flow", Run?.Flow.Name),
        new("node", Run?.Node?.Id),
    ];

    [LoggerMessage(EventId = 1422, EventName = "ScriptLogLimit", Level = LogLevel.Warning, Message = "Run {RunId} has written {Limit} characters to the log; the rest of its output is dropped.")]
    private static partial void LogSpent(ILogger logger, string? runId, int limit);
}
