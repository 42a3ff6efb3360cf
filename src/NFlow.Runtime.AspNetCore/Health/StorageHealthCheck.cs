using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Asks one store for a sign of life, and tells the client no more than that.</summary>
internal sealed class StorageHealthCheck(IStorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await probe.CheckAsync(cancellationToken).ConfigureAwait(false);
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["latency_ms"] = Math.Round(health.Latency.TotalMilliseconds, 1),
        };
        // Anyone may ask for health: where the store is and what it said goes to the log, with the exception.
        return health.IsHealthy
            ? HealthCheckResult.Healthy(data: data)
            : new HealthCheckResult(
                probe.IsNeededToServe ? HealthStatus.Unhealthy : HealthStatus.Degraded,
                $"The {probe.Name} does not answer; the log says why.",
                new StorageException($"{health.Store}: {health.Problem}"),
                data);
    }
}
