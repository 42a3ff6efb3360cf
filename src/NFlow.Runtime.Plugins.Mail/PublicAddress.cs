using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Keeps servers that scripts name out of the host's own network.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Refused =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/96"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>Connects to the first of a host's public addresses that answers. What was checked is what is connected to: the name is resolved once.</summary>
    /// <exception cref="MailDeliveryException">The host has no public address.</exception>
    public static async Task<Socket> ConnectAsync(MailServer server, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, IsPublic);
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

    /// <summary>Whether an address belongs to no private, loopback, link-local, multicast or translating range.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Refused, network => network.Contains(plain));
    }

    /// <summary>Whether a connection does not leave this machine.</summary>
    public static bool IsLoopback(SmtpClient client) =>
        client.LocalEndPoint is IPEndPoint local && IPAddress.IsLoopback(local.Address);
}
