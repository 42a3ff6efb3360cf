using System.Net;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>How many requests a client address may make.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests per <see cref="Window"/>; tokens are refilled evenly at this rate.</summary>
    /// <value>100.</value>
    public int Limit { get; set; } = 100;

    /// <summary>The window that <see cref="Limit"/> is meant for.</summary>
    /// <value>1 minute.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests a client that was idle may make at once beyond <see cref="Limit"/>.</summary>
    /// <value>10.</value>
    public int Burst { get; set; } = 10;

    /// <summary>Where the buckets are: the key of a registered <see cref="ITokenBuckets"/>. <c>memory</c> counts for this instance only, <c>redis</c> for all.</summary>
    /// <value><c>memory</c>.</value>
    public string Backend { get; set; } = "memory";

    /// <summary>Whether requests are let through while the backend does not answer. If not, they are answered 503.</summary>
    /// <value>True: a limiter that fails must not take the site down with it.</value>
    public bool AllowWhenBackendFails { get; set; } = true;

    /// <summary>How long a request waits for the backend.</summary>
    /// <value>250 milliseconds.</value>
    public TimeSpan BackendTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the backend is left alone after it failed, so that not every request waits for it.</summary>
    /// <value>1 second.</value>
    public TimeSpan BackendPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether 429 answers carry <c>Retry-After</c>.</summary>
    /// <value>True.</value>
    public bool SendRetryAfter { get; set; } = true;

    /// <summary>The <c>error</c> of 429 answers.</summary>
    /// <value><c>Rate limit exceeded. Please try again later.</c></value>
    public string Message { get; set; } = "Rate limit exceeded. Please try again later.";

    /// <summary>Addresses (<c>192.0.2.1</c>, <c>2001:db8::1</c>) and networks (<c>10.0.0.0/8</c>) that are not limited.</summary>
    /// <value>Empty.</value>
    public IList<string> ExcludedAddresses { get; } = [];

    /// <summary>
    /// Paths that are not limited, with everything below them: <c>/health</c> means <c>/health</c> and <c>/health/…</c>, but not <c>/healthy</c>; <c>/health*</c> means all three.
    /// </summary>
    /// <value><c>/health</c> and <c>/metrics</c>.</value>
    public IList<string> ExcludedPaths { get; } = ["/health", "/metrics"];

    /// <summary>
    /// Leading bits of an IPv6 address that make a client. A network of 64 is what one customer is given, who could otherwise use a new address for every request; 128 limits each address by itself.
    /// </summary>
    /// <value>64.</value>
    public int IPv6PrefixLength { get; set; } = 64;

    internal TokenBucketPolicy ToPolicy() => new(Limit, Window, Burst);

    /// <summary>Reads an address or network as the settings write it.</summary>
    internal static bool TryReadNetwork(string text, out IPNetwork network)
    {
        var isOne = AddressList.TryParse(text.Trim(), out var found);
        network = found.GetValueOrDefault();
        return isOne;
    }
}
