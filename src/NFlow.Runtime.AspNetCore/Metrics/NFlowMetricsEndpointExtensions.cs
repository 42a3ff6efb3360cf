using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.AspNetCore.Metrics;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps metrics in Prometheus' text format.</summary>
public static class NFlowMetricsEndpointExtensions
{
    /// <summary>Maps <c>GET /metrics</c>. Counting starts with this call.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">Path of the endpoint.</param>
    /// <returns>For conventions, such as <c>RequireHost("*:9090")</c> for a port of its own.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMetrics()</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNFlowMetrics(this IEndpointRouteBuilder endpoints, string pattern = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var exporter = endpoints.ServiceProvider.GetService<PrometheusExporter>()
            ?? throw new InvalidOperationException("MapNFlowMetrics() needs AddMetrics() on the builder that AddNFlowCore() or AddNFlowRuntime() returns.");
        return endpoints.MapGet(pattern, () => Results.Text(exporter.Write(), PrometheusText.ContentType)).ExcludeFromDescription().WithDisplayName("nFlow metrics");
    }
}
