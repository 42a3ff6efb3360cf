using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Security;

/// <summary>Hides sensitive values in messages, their named values and exceptions. Thread-safe.</summary>
internal sealed class SanitizingLogger(ILogger inner, LogSanitizer sanitizer) : ILogger
{
    private static readonly Func<SanitizedState, Exception?, string> Format = static (state, _) => state.Message;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;
        var values = state is IReadOnlyList<KeyValuePair<string, object?>> named ? named.Select(Sanitize).ToArray() : [];
        inner.Log(logLevel, eventId, new SanitizedState(sanitizer.Sanitize(formatter(state, exception)), values), Sanitize(exception), Format);
    }

    private KeyValuePair<string, object?> Sanitize(KeyValuePair<string, object?> value) => value.Value switch
    {
        null => value,
        _ when value.Key == "{OriginalFormat}" || value.Value.GetType().IsPrimitive => value,
        var other => new(value.Key, sanitizer.Sanitize(other.ToString() ?? "")),
    };

    private SanitizedException? Sanitize(Exception? exception) => exception is null ? null : new SanitizedException(sanitizer.Sanitize(exception.ToString()));

    private sealed class SanitizedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
