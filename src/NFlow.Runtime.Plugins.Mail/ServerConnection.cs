using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using NFlow.Runtime.Networking;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Keeps servers that scripts name out of the host's own network.</summary>
internal static class ServerConnection
{
    /// <summary>Connects to the first of a host's public addresses that answers. What was checked is what is connected to: the name is resolved once.</summary>
    /// <exception cref="MailDeliveryException">The host has no public address.</exception>
    public static async Task<Socket> ConnectAsync(MailServer server, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0)
            throw new MailDeliveryException($"The mail server {server} has no public address; scripts may not name servers of the host's own network.", isTransient: false);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, server.Port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether a connection does not leave this machine.</summary>
    public static bool IsLoopback(SmtpClient client) =>
        client.LocalEndPoint is IPEndPoint local && IPAddress.IsLoopback(local.Address);
}
