using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.AspNetCore;

/// <summary>Addresses and networks, IPv4 and IPv6. An IPv4 address that arrives on an IPv6 socket is an IPv4 address. Immutable; thread-safe.</summary>
internal sealed class AddressList
{
    private readonly IPNetwork[] _networks;

    private AddressList(IPNetwork[] networks) => _networks = networks;

    public bool IsEmpty => _networks.Length == 0;

    /// <summary>Reads addresses and networks; host bits of a network are ignored.</summary>
    /// <param name="entries">The texts; blank ones are skipped.</param>
    /// <param name="mistakes">The texts that are neither.</param>
    public static AddressList Parse(IEnumerable<string> entries, out IReadOnlyList<string> mistakes)
    {
        var networks = new List<IPNetwork>();
        var wrong = new List<string>();
        foreach (var entry in entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0))
        {
            if (TryParse(entry, out var network))
                networks.Add(network.Value);
            else
                wrong.Add(entry);
        }

        mistakes = wrong;
        return new([.. networks]);
    }

    public bool Contains(IPAddress address)
    {
        var plain = Normalize(address);
        foreach (var network in _networks)
            if (network.Contains(plain))
                return true;
        return false;
    }

    /// <summary>Reads an address or a network; host bits of a network are ignored.</summary>
    public static bool TryParse(string entry, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = null;
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? entry : entry[..slash], out var address))
            return false;

        address = Normalize(address);
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && !(byte.TryParse(entry.AsSpan(slash + 1), out var given) && (length = given) <= bits))
            return false;

        network = new IPNetwork(Mask(address, length), length);
        return true;
    }

    private static IPAddress Mask(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF00 >> Math.Clamp(length - (i * 8), 0, 8));
        return new IPAddress(bytes);
    }

    /// <summary>Without the ways in which one address can be written twice: mapped into IPv6, or with the interface it came by.</summary>
    private static IPAddress Normalize(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes())
        : address;
}
