using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore.Debugging;
using NFlow.Runtime.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the debug endpoints.</summary>
public static class NFlowDebugBuilderExtensions
{
    /// <summary>Adds what <c>MapNFlowDebug()</c> needs. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Says who may use them.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddDebugging(this INFlowBuilder builder, Action<NFlowDebugOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<NFlowDebugOptions>();
        builder.Services.TryAddSingleton<IConfigurationReport, OptionsReport>();
        if (configure is not null)
            builder.Services.Configure(configure);
        return builder;
    }
}
