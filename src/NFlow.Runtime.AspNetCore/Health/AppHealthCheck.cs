using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Whether an app is served, and whether it is the stored one or the last good one.</summary>
internal sealed class AppHealthCheck(IAppCatalog apps) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await apps.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RunFailedException)
        {
            // The state says why.
        }

        var state = apps.State;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["app"] = state.AppName };
        if (state.LoadedAt is { } loadedAt)
            data["loaded_at"] = loadedAt.ToUnixTimeSeconds();
        if (state.Definition is { } definition)
            (data["routes"], data["warnings"]) = (definition.Routes.Routes.Count, definition.Problems.Count);
        if (state.Definition is null)
            return HealthCheckResult.Unhealthy("No version of the app could be loaded; the log says why.", data: data);
        return state.LastError is null
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded("The stored version of the app cannot be loaded; the last good one is served. The log says why.", data: data);
    }
}
