namespace NFlow.Runtime.Storage;

/// <summary>A store that did not answer or refused: unreachable, locked, wrong credentials, missing table.</summary>
/// <remarks>The message is for the operator: it names the store, what was tried and what to do; never a password.</remarks>
public sealed class StorageException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
