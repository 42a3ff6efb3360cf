namespace NFlow.Runtime.Execution;

/// <summary>How a run ended. A run always ends in exactly one of these ways.</summary>
/// <param name="Status">Which way.</param>
/// <param name="Error">Why, when <see cref="Status"/> is <see cref="RunStatus.Failed"/>; null otherwise.</param>
public sealed record RunOutcome(RunStatus Status, RunError? Error = null)
{
    /// <summary>The run reached its end.</summary>
    public static RunOutcome Completed { get; } = new(RunStatus.Completed);

    /// <summary>The run stopped at a node that waits for input; the session remembers it.</summary>
    public static RunOutcome Waiting { get; } = new(RunStatus.Waiting);

    /// <summary>The caller gave up.</summary>
    public static RunOutcome Cancelled { get; } = new(RunStatus.Cancelled);

    /// <summary>A run that failed.</summary>
    /// <param name="error">Why.</param>
    /// <returns>The outcome.</returns>
    public static RunOutcome Failed(RunError error) => new(RunStatus.Failed, error);
}
