using Microsoft.AspNetCore.DataProtection.Infrastructure;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore;
using NFlow.Runtime.AspNetCore.KeyRing;
using NFlow.Runtime.AspNetCore.Routing;
using NFlow.Runtime.AspNetCore.Schemas;
using NFlow.Runtime.AspNetCore.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the HTTP side of the runtime.</summary>
public static class NFlowAspNetCoreExtensions
{
    /// <summary>Adds what <c>MapNFlow()</c> needs: sessions in a protected cookie, limits, precedence of the host's own endpoints and files.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder. Calling it twice is safe.</returns>
    public static INFlowBuilder AddAspNetCore(this INFlowBuilder builder, Action<NFlowHttpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddRouting();
        services.AddDataProtection();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<KeyManagementOptions>, KeyRingSetup>());
        services.Replace(ServiceDescriptor.Singleton<IApplicationDiscriminator, SharedDiscriminator>());
        services.AddOptions<NFlowHttpOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NFlowHttpOptions>, NFlowHttpOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, HostFirstPolicy>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SessionTickets>();
        services.TryAddSingleton<SessionCookie>();
        services.TryAddSingleton<RequestSchemas>();
        services.TryAddSingleton<WorkflowEndpoint>();
        services.AddHostedService<DrainOnStop>();
        if (configure is not null)
            services.Configure(configure);
        return builder;
    }
}
