using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.IO;
using MimeKit.Utils;
using NFlow.Runtime.HostApi.Files;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Makes the finished mail: addresses and subject checked, attachments read. Thread-safe.</summary>
/// <remarks>No text of a script can become a header of its own: control characters are refused in everything that a header is made of.</remarks>
internal sealed class MailComposer(FileRoot files, IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>Composes the mail.</summary>
    /// <exception cref="HostCallException">An address, the subject or an attachment is not acceptable, or the mail is too large.</exception>
    public async ValueTask<ComposedMail> ComposeAsync(string function, MailRequest request, MailServer server, CancellationToken cancellationToken)
    {
        var sender = MailboxAddress.Parse(server.From);
        var message = new MimeMessage
        {
            Date = time.GetUtcNow(),
            // MimeKit's own choice would tell recipients the name of this machine.
            MessageId = MimeUtils.GenerateMessageId(sender.Domain),
            Subject = RequireOneLine(function, "subject", request.Subject),
        };
        message.From.Add(sender);
        AddAddresses(function, "to", request.To, message.To);
        AddAddresses(function, "cc", request.Cc, message.Cc);
        AddAddresses(function, "bcc", request.Bcc, message.Bcc);
        AddAddresses(function, "replyTo", request.ReplyTo, message.ReplyTo);
        var recipients = message.To.Count + message.Cc.Count + message.Bcc.Count;
        if (recipients > options.Value.MaxRecipients)
            throw new HostCallException($"{function}: a mail may go to {options.Value.MaxRecipients} addresses, not {recipients}.");

        var body = new BodyBuilder { TextBody = request.Text, HtmlBody = request.Html };
        if (request.Text is null && request.Html is null)
            body.TextBody = "";
        await AttachAsync(function, request.Attachments, body.Attachments, cancellationToken).ConfigureAwait(false);
        message.Body = body.ToMessageBody();

        var size = Measure(message, cancellationToken);
        if (size > options.Value.MaxMessageBytes)
            throw TooLarge(function);
        return new ComposedMail(message, server, size);
    }

    /// <summary>Checks a sender's address.</summary>
    /// <returns>False when it is not one mail address.</returns>
    public static bool IsMailbox(string address) =>
        !HasControlCharacters(address) && MailboxAddress.TryParse(address, out var mailbox) && IsComplete(mailbox);

    private async ValueTask AttachAsync(string function, IReadOnlyList<AttachmentRequest> attachments, AttachmentCollection target, CancellationToken cancellationToken)
    {
        long total = 0;
        foreach (var attachment in attachments)
        {
            var content = attachment.Content
                ?? await files.ReadAsync(function, attachment.Path!, cancellationToken).ConfigureAwait(false)
                ?? throw new HostCallException($"{function}: the attachment '{attachment.Path}' does not exist.");
            total += content.Length;
            if (total > options.Value.MaxMessageBytes)
                throw TooLarge(function);

            var name = RequireOneLine(function, "attachment name", attachment.Name ?? Path.GetFileName(attachment.Path!));
            target.Add(name, content, ReadContentType(function, attachment.ContentType, name));
        }
    }

    private static ContentType ReadContentType(string function, string? given, string fileName)
    {
        if (given is null)
            return ContentType.Parse(MimeTypes.GetMimeType(fileName));
        return !HasControlCharacters(given) && ContentType.TryParse(given, out var type)
            ? type
            : throw new HostCallException($"{function}: attachment '{fileName}' has an unknown content type.", isTypeError: true);
    }

    private static void AddAddresses(string function, string field, IReadOnlyList<string> texts, InternetAddressList target)
    {
        foreach (var text in texts)
        {
            if (HasControlCharacters(text) || !InternetAddressList.TryParse(text, out var parsed) || parsed.Count == 0)
                throw NotAnAddress(function, field);
            foreach (var mailbox in parsed.Mailboxes)
                target.Add(IsComplete(mailbox) ? mailbox : throw NotAnAddress(function, field));
        }
    }

    private static HostCallException NotAnAddress(string function, string field) =>
        new($"{function}: '{field}' must be mail addresses such as 'ann@example.com' or 'Ann <ann@example.com>', on one line.", isTypeError: true);

    private static bool IsComplete(MailboxAddress mailbox) =>
        mailbox.LocalPart.Length > 0 && mailbox.Domain.Length > 0 && !HasControlCharacters(mailbox.Name ?? "") && !HasControlCharacters(mailbox.Address);

    private static string RequireOneLine(string function, string field, string text) =>
        HasControlCharacters(text) ? throw new HostCallException($"{function}: '{field}' must be one line without control characters.", isTypeError: true) : text;

    private static bool HasControlCharacters(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f') || text.AsSpan().ContainsAny('\u2028', '\u2029');

    private static long Measure(MimeMessage message, CancellationToken cancellationToken)
    {
        using var measure = new MeasuringStream();
        message.WriteTo(measure, cancellationToken);
        return measure.Length;
    }

    private HostCallException TooLarge(string function) => new($"{function}: the mail is larger than {options.Value.MaxMessageBytes} bytes.");
}
