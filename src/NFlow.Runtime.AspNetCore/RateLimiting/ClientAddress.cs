using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>Who a client is to the rate limit.</summary>
internal static class ClientAddress
{
    /// <summary>An IPv4 address however it is written; null when the connection has none (a Unix socket).</summary>
    public static IPAddress? Normalize(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    /// <summary>The name of the client's bucket.</summary>
    public static string ToBucket(IPAddress? address, int ipv6PrefixLength)
    {
        if (address is null)
            return "none";
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        for (var bit = ipv6PrefixLength; bit < 128; bit++)
            bytes[bit >> 3] &= (byte)~(0x80 >> (bit & 7));
        return $"{new IPAddress(bytes)}/{ipv6PrefixLength}";
    }
}
