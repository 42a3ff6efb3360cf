using System.Collections.Concurrent;
using MimeKit;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>Keeps mails, as bytes, in place of sending them.</summary>
internal sealed class CollectingTransport : IMailTransport
{
    private readonly ConcurrentQueue<byte[]> _mails = new();

    public async Task SendAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken)
    {
        using var raw = new MemoryStream();
        await message.WriteToAsync(raw, cancellationToken);
        _mails.Enqueue(raw.ToArray());
    }

    public IEnumerable<byte[]> TakeAll()
    {
        while (_mails.TryDequeue(out var mail))
            yield return mail;
    }
}
