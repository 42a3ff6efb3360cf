using MimeKit;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>A mail as a server received it.</summary>
internal sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, byte[] Raw, bool WasEncrypted, string? User)
{
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Raw));
}
