using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.TestSupport;

/// <summary>One thing that was logged.</summary>
public sealed record LogEntry(LogLevel Level, EventId Id, string Message, string Scope, Exception? Exception)
{
    /// <summary>All of it.</summary>
    public string Line => $"{Level} {Id.Name}: {Message} {Scope} {Exception}";
}
