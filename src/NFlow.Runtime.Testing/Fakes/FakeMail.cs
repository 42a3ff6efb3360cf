using System.Collections.Concurrent;
using System.Threading.Channels;
using MimeKit;
using NFlow.Runtime.Plugins.Mail;

namespace NFlow.Runtime.Testing;

/// <summary>Keeps the mails that scripts send. Thread-safe.</summary>
public sealed class FakeMail : IMailTransport
{
    private readonly ConcurrentQueue<SentMail> _sent = new();
    private readonly Channel<SentMail> _arrived = Channel.CreateUnbounded<SentMail>();
    private string? _failure;

    /// <summary>The mails that were sent, in order.</summary>
    public IReadOnlyList<SentMail> Sent => [.. _sent];

    /// <summary>Refuses all further mails, as a server that is not reachable does.</summary>
    /// <param name="reason">What the log says.</param>
    public void RefuseAll(string reason = "The mail server refuses.") => _failure = reason;

    /// <summary>Waits for the next mail, such as one that is sent in the background (<c>send_mail_async</c>). The first call gives the first mail, and so on.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The mail.</returns>
    public ValueTask<SentMail> WaitAsync(CancellationToken cancellationToken = default) => _arrived.Reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    Task IMailTransport.SendAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_failure is { } reason)
            throw new MailDeliveryException(reason, isTransient: false);
        var mail = SentMail.Read(message);
        _sent.Enqueue(mail);
        _arrived.Writer.TryWrite(mail);
        return Task.CompletedTask;
    }
}
