using MimeKit;

namespace NFlow.Runtime.Testing;

/// <summary>A mail that a script sent.</summary>
/// <param name="From">Address of the sender.</param>
/// <param name="To">Addresses of all recipients: to, cc and bcc.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The body as plain text; empty when it has none.</param>
/// <param name="Html">The body as HTML; empty when it has none.</param>
/// <param name="Attachments">File names of the attachments.</param>
public sealed record SentMail(string From, IReadOnlyList<string> To, string Subject, string Text, string Html, IReadOnlyList<string> Attachments)
{
    /// <inheritdoc/>
    public override string ToString() => $"to {string.Join(", ", To)}: {Subject}";

    internal static SentMail Read(MimeMessage message) => new(
        message.From.Mailboxes.FirstOrDefault()?.Address ?? "",
        [.. message.To.Concat(message.Cc).Concat(message.Bcc).OfType<MailboxAddress>().Select(mailbox => mailbox.Address)],
        message.Subject ?? "",
        message.TextBody ?? "",
        message.HtmlBody ?? "",
        [.. message.Attachments.Select(part => part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "")]);
}
