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
        var time = sanitizer.Begin();
        var message = sanitizer.Sanitize(formatter(state, exception), time);
        var values = state is IReadOnlyList<KeyValuePair<string, object?>> named ? named.Select(value => Sanitize(value, time)).ToArray() : [];
        inner.Log(logLevel, eventId, new SanitizedState(message, values), Sanitize(exception, time), Format);
    }

    private KeyValuePair<string, object?> Sanitize(KeyValuePair<string, object?> value, LogEntryTime time) => value.Value switch
    {
        null => value,
        _ when value.Key == "{OriginalFormat}" || value.Value.GetType().IsPrimitive => value,
        var other => new(value.Key, sanitizer.Sanitize(other.ToString() ?? "", time)),
    };

    private SanitizedException? Sanitize(Exception? exception, LogEntryTime time) => exception is null ? null : new SanitizedException(sanitizer.Sanitize(exception.ToString(), time));

    private sealed class SanitizedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
