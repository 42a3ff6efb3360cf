using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Networking;

namespace NFlow.Runtime.Http;

/// <summary>
/// Decides which servers scripts may reach. Names are checked before a request, addresses when the connection is made: the very address that was
/// checked is connected to, so that a name cannot answer differently in between. Thread-safe.
/// </summary>
internal sealed class OutboundGuard(IOptions<ScriptHttpOptions> options, NamedServer server)
{
    /// <summary>Refuses addresses by scheme and name.</summary>
    /// <exception cref="AddressRefusedException">The address may not be reached.</exception>
    public void Check(Uri address)
    {
        if (!options.Value.Enabled)
            throw new AddressRefusedException("this host does not let scripts call other servers");
        if (address.Scheme is not ("http" or "https"))
            throw new AddressRefusedException($"only http and https addresses can be called, not {address.Scheme}");
        var host = NameOnTheWire(address);
        if (options.Value.AllowedHosts.Count > 0 && !options.Value.AllowedHosts.Any(pattern => Matches(pattern, host)))
            throw new AddressRefusedException($"host '{host}' is not among the allowed hosts");
        if (IPAddress.TryParse(host, out var literal) && !MayConnect(literal))
            throw Private(host);
    }

    /// <summary>Connects to an allowed address of a host: what <see cref="SocketsHttpHandler.ConnectCallback"/> calls.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var socket = await server.ConnectAsync(host, port, MayConnect, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket ?? throw Private(host), ownsSocket: true);
    }

    private static string NameOnTheWire(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            throw new AddressRefusedException($"'{address.Host}' is not the name of a host");
        }
    }

    private bool MayConnect(IPAddress address) => options.Value.AllowPrivateNetworks || PublicAddress.Is(address);

    private static AddressRefusedException Private(string host) => new($"host '{host}' is in a private network, which this host does not let scripts reach");

    private static bool Matches(string pattern, string host)
    {
        pattern = Ascii(pattern.Trim());
        return pattern == "*"
            || pattern.Equals(host, StringComparison.OrdinalIgnoreCase)
            || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A name as it is on the wire, where letters beyond ASCII have no place; as it is when it is no name.</summary>
    private static string Ascii(string pattern)
    {
        if (System.Text.Ascii.IsValid(pattern))
            return pattern;
        try
        {
            return new IdnMapping().GetAscii(pattern);
        }
        catch (ArgumentException)
        {
            return pattern;
        }
    }
}
