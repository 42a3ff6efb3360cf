using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>Puts the limit into ASP.NET Core's rate limiting middleware, before what the host itself has set up there.</summary>
internal sealed class RateLimiterSetup(
    IServiceProvider services,
    IOptions<RateLimitOptions> options,
    NFlowMeter meter,
    TimeProvider time,
    ILogger<GuardedTokenBuckets> logger) : IPostConfigureOptions<RateLimiterOptions>
{
    public void PostConfigure(string? name, RateLimiterOptions middleware)
    {
        var buckets = new GuardedTokenBuckets(services.GetRequiredKeyedService<ITokenBuckets>(options.Value.Backend), options, meter, time, logger);
        var limiter = new ClientRateLimiter(buckets, options, meter, time);
        middleware.GlobalLimiter = middleware.GlobalLimiter is { } hosts ? new LimiterChain(limiter, hosts) : limiter;

        var hostsAnswer = middleware.OnRejected;
        middleware.OnRejected = (rejected, cancellationToken) => rejected.Lease is ClientLease lease
            ? new(RateLimitRefusal.WriteAsync(rejected.HttpContext, lease, options.Value, cancellationToken))
            : hostsAnswer?.Invoke(rejected, cancellationToken) ?? default;
    }

    /// <summary>Ours, then the host's. The framework's own chain would hide whose lease was refused.</summary>
    private sealed class LimiterChain(PartitionedRateLimiter<HttpContext> first, PartitionedRateLimiter<HttpContext> second) : PartitionedRateLimiter<HttpContext>
    {
        public override RateLimiterStatistics? GetStatistics(HttpContext resource) => second.GetStatistics(resource);

        protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => ClientLease.Undecided;

        /// <summary>Our lease holds nothing that has to be given back.</summary>
        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken)
        {
            var lease = await first.AcquireAsync(resource, permitCount, cancellationToken).ConfigureAwait(false);
            return lease.IsAcquired ? await second.AcquireAsync(resource, permitCount, cancellationToken).ConfigureAwait(false) : lease;
        }
    }
}
