using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[proxy]</c>.</summary>
/// <param name="Trusted">The networks of the proxies whose word counts for where a request comes from; empty for none.</param>
internal sealed record ProxySettings(IReadOnlyList<System.Net.IPNetwork> Trusted)
{
    public bool IsConfigured => Trusted.Count > 0;

    public static ProxySettings Read(ConfigurationTable table)
    {
        var words = table.Words("trusted", "");
        var networks = words.Select(TryRead).OfType<System.Net.IPNetwork>().ToArray();
        table.Require("trusted", networks.Length == words.Count, "addresses or networks such as 192.0.2.1, 10.0.0.0/8 or fd00::/8 (bits after the prefix zero), separated by commas");
        return new(networks);
    }

    /// <summary>The last address that is not a trusted proxy's is the client's.</summary>
    public ForwardedHeadersOptions ToOptions()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Trusted)
            options.KnownIPNetworks.Add(network);
        return options;
    }

    private static System.Net.IPNetwork? TryRead(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : null;
}
