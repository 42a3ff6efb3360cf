namespace NFlow.Runtime.Plugins.Mail;

/// <summary>A mail as a script described it, before anything was checked.</summary>
internal sealed record MailRequest
{
    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public string Subject { get; init; } = "";

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<AttachmentRequest> Attachments { get; init; } = [];
}
