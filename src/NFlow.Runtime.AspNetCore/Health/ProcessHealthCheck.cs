using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Whether more runs are going on than the process is meant for.</summary>
internal sealed class ProcessHealthCheck(IProcessRegistry processes, IOptions<NFlowHealthOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var limit = options.Value.MaxProcesses;
        var active = processes.Count;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["active"] = active, ["total"] = processes.Total };
        return Task.FromResult(active <= limit
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"{active} runs are going on, more than {limit}.", data: data));
    }
}
