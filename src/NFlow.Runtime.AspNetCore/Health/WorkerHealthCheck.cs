using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Whether the worker processes of scripts can be started. None need be there: they are started on demand.</summary>
internal sealed class WorkerHealthCheck(IScriptLoad scripts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (scripts is not IScriptWorkers workers)
            return Task.FromResult(HealthCheckResult.Healthy());

        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["alive"] = workers.Alive,
            ["serving"] = workers.Executing,
            ["waiting"] = workers.Waiting,
            ["size"] = workers.Capacity,
            ["ended"] = workers.Ended,
        };
        if (workers.Problem is null)
            return Task.FromResult(HealthCheckResult.Healthy(data: data));

        // What went wrong may name paths: the log has it.
        return Task.FromResult(workers.Alive > 0
            ? HealthCheckResult.Degraded("A worker process for scripts did not start; the log says why.", data: data)
            : HealthCheckResult.Unhealthy("No worker process for scripts can be started; the log says why.", data: data));
    }
}
