namespace NFlow.Runtime.Execution;

/// <summary>The ways in which a run can end.</summary>
public enum RunStatus
{
    /// <summary>The run reached a port that is not wired, or a script ended it.</summary>
    Completed,

    /// <summary>The run stopped at a node that waits for input (<c>payload.break</c>).</summary>
    Waiting,

    /// <summary>The run could not go on; see <see cref="RunOutcome.Error"/>.</summary>
    Failed,

    /// <summary>The caller gave up: neither success nor failure.</summary>
    Cancelled,
}
