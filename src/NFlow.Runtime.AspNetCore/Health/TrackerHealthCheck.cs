using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Whether the tracker's store takes what it is given.</summary>
internal sealed class TrackerHealthCheck(ITracker tracker) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statistics = tracker.Statistics;
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["queued"] = statistics.Queued,
            ["written"] = statistics.Written,
            ["dropped"] = statistics.Dropped,
            ["failed"] = statistics.Failed,
        };
        return Task.FromResult(statistics.LastError is null
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded("The tracker's store refuses entries; they wait, and are dropped when too many wait. The log says why.", data: data));
    }
}
