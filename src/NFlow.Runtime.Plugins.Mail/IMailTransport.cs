using MimeKit;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Hands a finished mail to whoever delivers it. The default speaks SMTP; register another to use a provider's own interface, or to collect mails in tests. Thread-safe.</summary>
public interface IMailTransport
{
    /// <summary>Sends one mail, in one attempt.</summary>
    /// <param name="message">The mail, with its sender and all recipients.</param>
    /// <param name="server">The server the run uses.</param>
    /// <param name="cancellationToken">Gives up; a mail whose last byte was sent may still arrive.</param>
    /// <returns>A task that completes when the mail was accepted.</returns>
    /// <exception cref="MailDeliveryException">The mail was not accepted.</exception>
    Task SendAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken);
}
