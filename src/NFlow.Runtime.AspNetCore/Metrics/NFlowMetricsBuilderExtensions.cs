using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore.Metrics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds metrics in Prometheus' text format.</summary>
public static class NFlowMetricsBuilderExtensions
{
    /// <summary>Adds what <c>MapNFlowMetrics()</c> needs. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddMetrics(this INFlowBuilder builder, Action<NFlowMetricsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddMetrics();
        builder.Services.AddOptions<NFlowMetricsOptions>();
        builder.Services.TryAddSingleton<PrometheusExporter>();
        if (configure is not null)
            builder.Services.Configure(configure);
        return builder;
    }
}
