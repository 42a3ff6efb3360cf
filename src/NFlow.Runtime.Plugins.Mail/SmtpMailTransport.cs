using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using NFlow.Runtime.Networking;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Sends over SMTP, one connection per mail. Thread-safe.</summary>
internal sealed class SmtpMailTransport(IOptions<MailOptions> options, NamedServer servers, TimeProvider time) : IMailTransport
{
    private const int ImplicitTlsPort = 465;

    public async Task SendAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await DeliverAsync(message, server, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MailDeliveryException($"The mail server {server} did not finish within {options.Value.Timeout.TotalSeconds:0.###} seconds.", isTransient: true);
        }
        catch (Exception ex) when (ex is not (OperationCanceledException or MailDeliveryException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(ex, server);
        }
    }

    private async Task DeliverAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = options.Value.CheckCertificateRevocation };
        if (options.Value.ValidateServerCertificate is { } validate)
            client.ServerCertificateValidationCallback = validate;

        await ConnectAsync(client, server, cancellationToken).ConfigureAwait(false);
        if (server.UserName.Length > 0)
            await SignInAsync(client, server, cancellationToken).ConfigureAwait(false);
        await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        await SayGoodbyeAsync(client, cancellationToken).ConfigureAwait(false);
    }

    private async Task ConnectAsync(SmtpClient client, MailServer server, CancellationToken cancellationToken)
    {
        var security = ToSocketOptions(server);
        if (!server.IsScriptDefined || options.Value.AllowPrivateScriptServers)
        {
            await client.ConnectAsync(server.Host, server.Port, security, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Servers that scripts name stay out of the host's own network.
        var socket = await servers.ConnectAsync(server.Host, server.Port, PublicAddress.Is, cancellationToken).ConfigureAwait(false)
            ?? throw new MailDeliveryException($"The mail server {server} has no public address; scripts may not name servers of the host's own network.", isTransient: false);
        await client.ConnectAsync(socket, server.Host, server.Port, security, cancellationToken).ConfigureAwait(false);
    }

    private async Task SignInAsync(SmtpClient client, MailServer server, CancellationToken cancellationToken)
    {
        if (!client.IsSecure && !options.Value.AllowUnencryptedPassword && !IsLoopback(client))
            throw new MailDeliveryException($"The mail server {server} offers no encryption; the password was not sent.", isTransient: false);
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            throw new MailDeliveryException($"The mail server {server} offers no way to sign in.", isTransient: false);
        await client.AuthenticateAsync(server.UserName, server.Password, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a connection does not leave this machine.</summary>
    private static bool IsLoopback(SmtpClient client) => client.LocalEndPoint is IPEndPoint local && IPAddress.IsLoopback(local.Address);

    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            // The server has accepted the mail; how the conversation ends changes nothing, and a retry would send it twice.
        }
    }

    private static SecureSocketOptions ToSocketOptions(MailServer server) => server.Security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ when server.Port == ImplicitTlsPort => SecureSocketOptions.SslOnConnect,
        MailSecurity.WhenOffered => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.StartTls,
    };

    private static MailDeliveryException Explain(Exception error, MailServer server) => error switch
    {
        SmtpCommandException command => new($"The mail server {server} refused: {(int)command.StatusCode} {SecretMask.Apply(OneLine(command.Message), server)}", (int)command.StatusCode is >= 400 and < 500),
        AuthenticationException => new($"The mail server {server} refused user name or password.", isTransient: false),
        SslHandshakeException => new($"No trusted encrypted connection to the mail server {server}: its certificate was not accepted, or it does not speak TLS on this port.", isTransient: false),
        NotSupportedException => new($"The mail server {server} does not offer what is required (STARTTLS, a common way to sign in, or international addresses).", isTransient: false),
        SmtpProtocolException or ServiceNotConnectedException => new($"The mail server {server} broke off or did not speak SMTP.", isTransient: true),
        SocketException socket => new($"The mail server {server} cannot be reached ({socket.SocketErrorCode}).", isTransient: true),
        IOException => new($"The connection to the mail server {server} was lost.", isTransient: true),
        _ => new($"The mail could not be handed to the mail server {server} ({error.GetType().Name}).", isTransient: false),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
