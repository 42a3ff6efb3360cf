namespace NFlow.Runtime.Execution;

/// <summary>Carries a <see cref="RunError"/> out of a step. Throw it from a custom step to choose what the client sees.</summary>
public sealed class RunFailedException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">Why the run fails.</param>
    public RunFailedException(RunError error)
        : base(error.Message, error.Exception) => Error = error;

    /// <summary>Why the run fails.</summary>
    public RunError Error { get; }
}
