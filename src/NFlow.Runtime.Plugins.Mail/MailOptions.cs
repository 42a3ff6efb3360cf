using System.ComponentModel.DataAnnotations;
using System.Net.Security;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Settings of the mail plugin; configuration table <c>[mail]</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Host name of the mail server. Empty: mail is switched off unless a script names a server with <c>mail_config</c>.</summary>
    /// <value>Empty.</value>
    public string Host { get; set; } = "";

    /// <summary>Port of the mail server.</summary>
    /// <value>587.</value>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    /// <value><see cref="MailSecurity.Required"/>.</value>
    public MailSecurity Security { get; set; } = MailSecurity.Required;

    /// <summary>Account name.</summary>
    /// <value>Empty: the sender's address when there is a <see cref="Password"/>, else mail is sent without signing in.</value>
    public string UserName { get; set; } = "";

    /// <summary>The account's password. Never appears in errors or logs.</summary>
    /// <value>Empty.</value>
    public string Password { get; set; } = "";

    /// <summary>The sender: <c>shop@example.com</c> or <c>Shop &lt;shop@example.com&gt;</c>. Required with <see cref="Host"/>.</summary>
    /// <value>Empty.</value>
    public string From { get; set; } = "";

    /// <summary>Time for one attempt to hand a mail to the server, from connecting to its answer.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a password may be sent over an unencrypted connection. Loopback connections are always allowed to.</summary>
    /// <value>False.</value>
    public bool AllowUnencryptedPassword { get; set; }

    /// <summary>Decides about the server's certificate in place of the system, for servers with certificates of a private authority.</summary>
    /// <value>Null: the certificate must be trusted by the system and name the host.</value>
    public RemoteCertificateValidationCallback? ValidateServerCertificate { get; set; }

    /// <summary>Whether the revocation lists of the server's certificate are asked.</summary>
    /// <value>False: many networks cannot reach them.</value>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Whether scripts may name a server of their own for their run with <c>mail_config</c>.</summary>
    /// <value>True.</value>
    public bool AllowScriptServers { get; set; } = true;

    /// <summary>Whether a server that a script names may have a loopback, private or link-local address. Servers named by the host always may.</summary>
    /// <value>False.</value>
    public bool AllowPrivateScriptServers { get; set; }

    /// <summary>Addresses one mail may go to, To, Cc and Bcc together.</summary>
    /// <value>100.</value>
    [Range(1, 10_000)]
    public int MaxRecipients { get; set; } = 100;

    /// <summary>Bytes of one mail as it is sent, attachments included.</summary>
    /// <value>20 MiB.</value>
    [Range(1024, int.MaxValue)]
    public int MaxMessageBytes { get; set; } = 20 << 20;

    /// <summary>Mails of <c>send_mail_async</c> that may wait or be under way; further ones are refused.</summary>
    /// <value>1,000.</value>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 1_000;

    /// <summary>Bytes of all mails in the queue together; a mail that would exceed it is refused.</summary>
    /// <value>64 MiB.</value>
    [Range(1024, long.MaxValue)]
    public long QueueCapacityBytes { get; set; } = 64L << 20;

    /// <summary>Queued mails that are sent at the same time.</summary>
    /// <value>4.</value>
    [Range(1, 100)]
    public int QueueConcurrency { get; set; } = 4;

    /// <summary>Attempts to send a queued mail, the first included, while the server is unreachable or answers that it may work later.</summary>
    /// <value>5.</value>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Pause before the second attempt; each further pause is twice as long, up to <see cref="MaxRetryDelay"/>.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause between two attempts.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the host's shutdown waits for queued mails. Mails between two attempts get one last attempt at once; what is left then is logged and lost.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
