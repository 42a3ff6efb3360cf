namespace NFlow.Runtime.Execution;

/// <summary>Why a run failed.</summary>
/// <param name="Kind">What kind of thing went wrong.</param>
/// <param name="Message">One sentence that may be shown to the client: no source code, no paths, no .NET types.</param>
public sealed record RunError(RunErrorKind Kind, string Message)
{
    /// <summary>Flow in which it happened; null before a node ran.</summary>
    public string? Flow { get; init; }

    /// <summary>Node at which it happened; null before a node ran.</summary>
    public string? NodeId { get; init; }

    /// <summary>More for the operator (position, stack of the script, values); never shown to clients unless the host asks for it.</summary>
    public string? Detail { get; init; }

    /// <summary>The type of the node, for <see cref="RunErrorKind.UnknownStepType"/>.</summary>
    public string? NodeType { get; init; }

    /// <summary>When to try again, for <see cref="RunErrorKind.Busy"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The exception behind it, for logs; null when there was none.</summary>
    public Exception? Exception { get; init; }
}
