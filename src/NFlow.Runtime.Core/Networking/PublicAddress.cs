using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.Networking;

/// <summary>
/// Tells addresses of the public internet from those that only mean something inside a network. What lets scripts or requests name a server asks
/// here about the address it is about to connect to, not about the name. Thread-safe.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Reserved4 = Networks(
        "0.0.0.0/8", // this network, unspecified
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
        "100.64.0.0/10", // carriers' address translation
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local, metadata services of clouds
        "192.0.0.0/24", // protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
        "192.88.99.0/24", // relays of 6to4
        "198.18.0.0/15", // benchmarks
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"); // reserved, broadcast

    /// <summary>What the internet uses of IPv6. Outside are loopback, unspecified, unique local, site-local, link-local, multicast, discard and IPv4-compatible addresses.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Reserved6 = Networks(
        "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32", "3fff::/20"); // documentation

    /// <summary>Translation to IPv4: the last 32 bits say to which address.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Tunnels to IPv4: bits 16 to 48 say to which address.</summary>
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address belongs to the public internet. One that stands for an IPv4 address (mapped, translated, tunnelled) is what that address is.</summary>
    /// <param name="address">The address.</param>
    /// <returns>False for private, shared, loopback, link-local, site-local, unique local, multicast, broadcast, unspecified, documentation, benchmark and other reserved addresses, and for Teredo.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !IsIn(Reserved4, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(12, 4)));
        if (SixToFour.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(2, 4)));
        return Global6.Contains(address) && !IsIn(Reserved6, address);
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, static network => IPNetwork.Parse(network));
}
