using System.Diagnostics.Metrics;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>
/// Limits requests by client address, as a limiter of ASP.NET Core's rate limiting middleware. The address is the connection's: forwarded headers count only where the
/// host has decided to trust its proxy (<c>UseForwardedHeaders</c>). Thread-safe.
/// </summary>
/// <remarks>
/// The buckets are ours and not <see cref="TokenBucketRateLimiter"/>, which cannot be shared between instances, takes its time from no <see cref="TimeProvider"/>, and
/// holds a partition for every address it has seen for as long as an attacker likes.
/// </remarks>
internal sealed class ClientRateLimiter : PartitionedRateLimiter<HttpContext>
{
    private readonly GuardedTokenBuckets _buckets;
    private readonly IOptions<RateLimitOptions> _options;
    private readonly MadeFrom<RateLimitOptions, RateLimitExclusions> _exclusions;
    private readonly TimeProvider _time;
    private readonly Counter<long> _refused;
    private readonly MadeFrom<RateLimitOptions, string> _limit;

    public ClientRateLimiter(GuardedTokenBuckets buckets, IOptions<RateLimitOptions> options, NFlowMeter meter, TimeProvider time)
    {
        (_buckets, _options, _time) = (buckets, options, time);
        _exclusions = new(options, static settings => new RateLimitExclusions(settings));
        _refused = meter.Meter.CreateCounter<long>(NFlowTelemetry.RateLimitRefusals, "{request}", "Requests refused by the rate limit.");
        _limit = new(options, static settings => settings.Limit.ToString(CultureInfo.InvariantCulture));
    }

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    /// <summary>The middleware tries this first and goes on to <see cref="AcquireAsyncCore"/> when it fails, where a backend may be waited for.</summary>
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => ClientLease.Undecided;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        var address = ClientAddress.Normalize(resource.Connection.RemoteIpAddress);
        if (_exclusions.Value.Covers(resource.Request.Path, address))
            return ClientLease.Admitted;

        var client = ClientAddress.ToBucket(address, _options.Value.IPv6PrefixLength);
        var decision = await _buckets.TakeAsync(client, cancellationToken).ConfigureAwait(false);
        if (decision is { } taken)
            return Announce(resource.Response, taken);
        return _options.Value.AllowWhenBackendFails ? ClientLease.Admitted : Refuse(StatusCodes.Status503ServiceUnavailable, _options.Value.BackendPause);
    }

    private ClientLease Announce(HttpResponse response, TokenBucketDecision decision)
    {
        new RateLimitHeaders(response, _limit.Value, decision.Remaining, ToUnixSeconds(decision.IsAllowed ? decision.FullAfter : decision.RetryAfter)).Attach();
        return decision.IsAllowed ? ClientLease.Admitted : Refuse(StatusCodes.Status429TooManyRequests, decision.RetryAfter);
    }

    private ClientLease Refuse(int statusCode, TimeSpan retryAfter)
    {
        _refused.Add(1);
        return new ClientLease(false, statusCode, retryAfter);
    }

    private string ToUnixSeconds(TimeSpan fromNow) =>
        ((long)Math.Ceiling((_time.GetUtcNow() + fromNow - DateTimeOffset.UnixEpoch).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
