using System.Net;
using Microsoft.AspNetCore.Http;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>Who and what is not limited. Immutable.</summary>
internal sealed class RateLimitExclusions(RateLimitOptions options)
{
    private readonly IPNetwork[] _networks =
        [.. options.ExcludedAddresses.Select(text => RateLimitOptions.TryReadNetwork(text, out var network) ? network : throw new FormatException($"'{text}' is no address."))];

    private readonly string[] _paths = [.. options.ExcludedPaths];

    public bool Covers(PathString path, IPAddress? address)
    {
        foreach (var excluded in _paths)
            if (Covers(excluded, path.Value ?? ""))
                return true;
        if (address is not null)
            foreach (var network in _networks)
                if (network.Contains(address))
                    return true;
        return false;
    }

    private static bool Covers(string excluded, string path)
    {
        if (excluded.EndsWith('*'))
            return path.AsSpan().StartsWith(excluded.AsSpan(0, excluded.Length - 1));
        var prefix = excluded.AsSpan().TrimEnd('/');
        return path.AsSpan().StartsWith(prefix) && (path.Length == prefix.Length || path[prefix.Length] == '/');
    }
}
