using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Asks one store for a sign of life.</summary>
internal sealed class StorageHealthCheck(IStorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await probe.CheckAsync(cancellationToken).ConfigureAwait(false);
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["store"] = health.Store,
            ["latency_ms"] = Math.Round(health.Latency.TotalMilliseconds, 1),
        };
        return health.IsHealthy ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Unhealthy(health.Problem, data: data);
    }
}
