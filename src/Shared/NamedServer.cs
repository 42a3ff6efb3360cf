using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.Networking;

/// <summary>
/// Connects to a server by name, choosing among its addresses. The name is resolved once per connection, and what was chosen is what is connected to:
/// a name that answers differently a moment later changes nothing. Compiled into each package that lets scripts name servers. Thread-safe.
/// </summary>
internal sealed class NamedServer
{
    /// <summary>Finds a host's addresses: asks the system. Tests answer in its place.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to the first of some addresses that answers. Tests play the internet in its place.</summary>
    public Func<IPAddress[], int, CancellationToken, Task<Socket>> Connect { get; init; } = ConnectToFirstAsync;

    /// <summary>Connects to the first address that may be reached and answers.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">Port.</param>
    /// <param name="mayReach">Whether an address may be reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when none of the host's addresses may be reached.</returns>
    /// <exception cref="SocketException">The host is unknown or does not answer.</exception>
    public async Task<Socket?> ConnectAsync(string host, int port, Predicate<IPAddress> mayReach, CancellationToken cancellationToken)
    {
        var addresses = await Resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        var allowed = Array.FindAll(addresses, mayReach);
        return allowed.Length == 0 ? null : await Connect(allowed, port, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Socket> ConnectToFirstAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
