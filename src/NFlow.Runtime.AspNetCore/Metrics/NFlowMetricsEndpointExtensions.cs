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
    /// <param name="port">The port on which it answers, on which the application must listen too; null for all. Unlike <c>RequireHost</c>, which believes what the client says, it looks at the connection.</param>
    /// <returns>For conventions.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMetrics()</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNFlowMetrics(this IEndpointRouteBuilder endpoints, string pattern = "/metrics", int? port = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var exporter = endpoints.ServiceProvider.GetService<PrometheusExporter>()
            ?? throw new InvalidOperationException("MapNFlowMetrics() needs AddMetrics() on the builder that AddNFlowCore() or AddNFlowRuntime() returns.");
        // A RequestDelegate, returning nothing: for others, routing compiles code at the first request.
        return endpoints.MapGet(pattern, (RequestDelegate)(context =>
            (port is null || context.Connection.LocalPort == port ? Results.Text(exporter.Write(), PrometheusText.ContentType) : Results.NotFound()).ExecuteAsync(context))).ExcludeFromDescription().WithDisplayName("nFlow metrics");
    }
}
