using MimeKit;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>A mail ready to be sent, and where.</summary>
/// <param name="Message">The mail.</param>
/// <param name="Server">The server it goes to.</param>
/// <param name="Size">Bytes as it is sent.</param>
internal sealed record ComposedMail(MimeMessage Message, MailServer Server, long Size)
{
    /// <summary>The mail's identifier, for logs and for the script.</summary>
    public string Id { get; } = Message.MessageId!;

    /// <summary>How many addresses it goes to.</summary>
    public int RecipientCount { get; } = Message.To.Count + Message.Cc.Count + Message.Bcc.Count;
}
