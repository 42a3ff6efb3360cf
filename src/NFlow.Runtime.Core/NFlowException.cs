namespace NFlow.Runtime;

/// <summary>Base of the errors NFlow.Runtime raises on purpose.</summary>
/// <remarks>Messages name flows, nodes, keys and files for the operator; they are not meant for remote callers unless a leaf says so.</remarks>
public abstract class NFlowException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    protected NFlowException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
