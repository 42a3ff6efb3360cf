namespace NFlow.Runtime.Processes;

/// <summary>Why the runtime itself ends a run.</summary>
internal enum RunEndReason
{
    None,
    Killed,
    DeadlinePassed,
    Stopping,
}
