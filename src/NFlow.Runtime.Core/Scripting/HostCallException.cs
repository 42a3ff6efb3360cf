namespace NFlow.Runtime.Scripting;

/// <summary>An error of a host function that the script may see and catch. Its message reaches the script word for word: no paths, secrets or .NET types.</summary>
/// <remarks>Any other exception reaches the script as an Error with a general message, and the log in full.</remarks>
public sealed class HostCallException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What the script sees.</param>
    /// <param name="isTypeError">Whether the script sees a TypeError rather than an Error.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public HostCallException(string message, bool isTypeError = false, Exception? innerException = null)
        : base(message, innerException) => IsTypeError = isTypeError;

    /// <summary>Whether the script sees a TypeError rather than an Error.</summary>
    public bool IsTypeError { get; }
}
