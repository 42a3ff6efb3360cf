using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks.</summary>
public static class NFlowHealthBuilderExtensions
{
    /// <summary>Adds health checks: every store, the app, the load of the process and its memory. Calling it twice is safe. The checks also appear in the host's own health endpoints, with the tag <c>nflow</c>.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddHealth(this INFlowBuilder builder, Action<NFlowHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHealthChecks();
        builder.Services.AddOptions<NFlowHealthOptions>().ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<HealthReporter>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, HealthRegistrations>());
        if (configure is not null)
            builder.Services.Configure(configure);
        return builder;
    }
}
