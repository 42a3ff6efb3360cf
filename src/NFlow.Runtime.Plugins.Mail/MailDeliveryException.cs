namespace NFlow.Runtime.Plugins.Mail;

/// <summary>A mail was not accepted.</summary>
/// <remarks>The message may be shown to scripts and their clients: it names the server and what it answered, never a password. It has no inner exception, because those can quote one.</remarks>
public sealed class MailDeliveryException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong, without secrets.</param>
    /// <param name="isTransient">Whether a later attempt may succeed.</param>
    public MailDeliveryException(string message, bool isTransient)
        : base(message) => IsTransient = isTransient;

    /// <summary>Whether a later attempt may succeed: the server was unreachable, too slow, or said so.</summary>
    public bool IsTransient { get; }
}
