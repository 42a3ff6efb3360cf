using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>
/// The mail functions. Those of existing apps report a mail that could not be sent as <c>false</c> and in the log, because those apps do not
/// expect them to throw; <c>mail.send</c> rejects. Wrong arguments are errors in both.
/// </summary>
internal sealed partial class MailHostApi(MailComposer composer, IMailTransport transport, MailQueue queue, MailMetrics metrics, IOptions<MailOptions> options) : IHostApi
{
    private const string ServerItem = "NFlow.Runtime.Plugins.Mail.Server";

    private readonly MadeFrom<MailOptions, MailServer?> _hostServer = new(options, static settings => settings.Host.Length == 0 ? null : new MailServer
    {
        Host = settings.Host,
        Port = settings.Port,
        Security = settings.Security,
        UserName = settings is { UserName.Length: 0, Password.Length: > 0 } ? MimeKit.MailboxAddress.Parse(settings.From).Address : settings.UserName,
        Password = settings.Password,
        From = settings.From,
    });

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter[] positional =
        [
            new("to", "string | string[]"), new("subject", "string"), new("message", "string"),
            new("attach", $"{AttachmentType} | Array<{AttachmentType}> | null", Optional: true), new("format", "'html' | 'text' | ''", Optional: true),
        ];
        surface.BlockingFunction("send_mail", SendAndWaitAsync, "Sends a mail and waits for the server. False when it could not be sent; the reason is in the log.", "boolean", positional);
        surface.BlockingFunction("send_mail_async", EnqueueAsync, "Sends a mail in the background, with retries. False when it could not be queued; the reason is in the log.", "boolean", positional);
        surface.Function("mail_config", ConfigureRun, "Names the mail server for the rest of this run.", "void",
            new("smtp", "string"), new("port", "string | number"), new("from", "string"), new("password", "string"));
        surface.AsyncFunction("mail.send", SendAsync, "Sends a mail; rejects when the server does not accept it.", "{ messageId: string }", new HostParameter("message", MessageType));
    }

    private const string AttachmentType =
        "string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string }";

    private const string MessageType =
        "{ to?: string | string[], cc?: string | string[], bcc?: string | string[], replyTo?: string | string[], subject?: string, text?: string, html?: string, "
        + $"attachments?: Array<{AttachmentType}> }}";

    private async ValueTask<HostValue> SendAndWaitAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.Function.Name;
        var logger = call.Run.Logger;
        var request = MailArguments.ReadPositional(call);
        if (FindServer(call.Run) is not { } server)
        {
            NotConfigured(logger, function);
            return HostValue.False;
        }

        var mail = await composer.ComposeAsync(function, request, server, cancellationToken).ConfigureAwait(false);
        try
        {
            await DeliverAsync(mail, cancellationToken).ConfigureAwait(false);
            return HostValue.True;
        }
        catch (MailDeliveryException ex)
        {
            NotSent(logger, function, ex.Message);
            return HostValue.False;
        }
    }

    private async ValueTask<HostValue> EnqueueAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.Function.Name;
        var logger = call.Run.Logger;
        var request = MailArguments.ReadPositional(call);
        if (FindServer(call.Run) is not { } server)
        {
            NotConfigured(logger, function);
            return HostValue.False;
        }

        var mail = await composer.ComposeAsync(function, request, server, cancellationToken).ConfigureAwait(false);
        if (queue.TryAdd(mail))
            return HostValue.True;
        mail.Message.Dispose();
        QueueFull(logger, function);
        return HostValue.False;
    }

    private async ValueTask<HostValue> SendAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.Function.Name;
        var request = MailArguments.ReadObject(call);
        var server = FindServer(call.Run)
            ?? throw new HostCallException($"{function}: no mail server is configured; the host sets one with AddMail, a script with mail_config.");
        var mail = await composer.ComposeAsync(function, request, server, cancellationToken).ConfigureAwait(false);
        try
        {
            await DeliverAsync(mail, cancellationToken).ConfigureAwait(false);
            return HostValue.FromObject(new { MessageId = mail.Id });
        }
        catch (MailDeliveryException ex)
        {
            throw new HostCallException($"{function}: {ex.Message}", innerException: ex);
        }
    }

    private async ValueTask DeliverAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        using (mail.Message)
        {
            try
            {
                await transport.SendAsync(mail.Message, mail.Server, cancellationToken).ConfigureAwait(false);
                metrics.Sent();
            }
            catch (MailDeliveryException)
            {
                metrics.Failed();
                throw;
            }
        }
    }

    private HostValue ConfigureRun(HostCall call)
    {
        if (!options.Value.AllowScriptServers)
            throw new HostCallException($"{call.Function.Name}: this host does not let scripts name mail servers.");
        var host = call.RequireText(0);
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw call.BadArgument(0, "a host name or an address");
        var port = call.KindOf(1) is HostValueKind.Undefined or HostValueKind.Null || call.GetText(1).Length == 0 ? 25 : call.RequireNumber(1);
        if (port is < 1 or > 65535 || port != Math.Truncate(port))
            throw call.BadArgument(1, "a port from 1 to 65535");
        var from = call.RequireText(2);
        if (!MailComposer.IsMailbox(from))
            throw call.BadArgument(2, "a mail address");

        var password = MailArguments.OptionalText(call, 3);
        call.Run.Items[ServerItem] = new MailServer
        {
            Host = host,
            Port = (int)port,
            Security = MailSecurity.WhenOffered,
            From = from,
            UserName = password.Length > 0 ? MimeKit.MailboxAddress.Parse(from).Address : "",
            Password = password,
            IsScriptDefined = true,
        };
        return HostValue.Undefined;
    }

    private MailServer? FindServer(RunContext run) => run.Items.TryGetValue(ServerItem, out var server) ? (MailServer?)server : _hostServer.Value;

    [LoggerMessage(5111, LogLevel.Warning, "{Function}: no mail server is configured, nothing was sent.", EventName = "MailNotConfigured")]
    private static partial void NotConfigured(ILogger logger, string function);

    [LoggerMessage(5112, LogLevel.Error, "{Function}: the mail was not sent: {Reason}", EventName = "MailNotSent")]
    private static partial void NotSent(ILogger logger, string function, string reason);

    [LoggerMessage(5113, LogLevel.Error, "{Function}: the mail queue is full or closed, nothing was sent.", EventName = "MailQueueFull")]
    private static partial void QueueFull(ILogger logger, string function);
}
