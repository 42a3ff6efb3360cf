using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Whether the process comes near the memory it may have.</summary>
internal sealed class MemoryHealthCheck(IOptions<NFlowHealthOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var used = Environment.WorkingSet;
        var percent = available > 0 ? used * 100.0 / available : 0;
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["working_set_mb"] = used >> 20,
            ["available_mb"] = available >> 20,
            ["heap_mb"] = GC.GetTotalMemory(forceFullCollection: false) >> 20,
        };
        return Task.FromResult(percent < options.Value.MaxMemoryPercent
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"{percent:0} % of the available memory is in use.", data: data));
    }
}
