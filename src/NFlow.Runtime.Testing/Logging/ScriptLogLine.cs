using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Testing;

/// <summary>A line that a script wrote with <c>console</c>.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="NodeId">Id of the node whose script wrote it.</param>
/// <param name="Level">Its level.</param>
/// <param name="Text">The line.</param>
public sealed record ScriptLogLine(string RunId, string NodeId, LogLevel Level, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level}: {Text}";
}
