using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime;

/// <summary>Registers what instances share, with defaults that end at this process.</summary>
internal static class NFlowClusterRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions<ClusterOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>());
        services.TryAddSingleton<IClusterBus, InProcessClusterBus>();
        services.TryAddSingleton<ClusterLink>();
        services.TryAddSingleton<ClusterMembers>();
        services.TryAddSingleton<ICluster>(provider => provider.GetRequiredService<ClusterMembers>());
        services.TryAddSingleton<ClusterQuestions>();
        services.TryAddSingleton<ClusterApps>();
        services.TryAddSingleton<IClusterApps>(provider => provider.GetRequiredService<ClusterApps>());
        services.TryAddSingleton<IClusterProcesses, ClusterProcesses>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterHandler, ClusterApps>(provider => provider.GetRequiredService<ClusterApps>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterHandler, ListHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterHandler, KillHandler>());
        services.TryAddSingleton<ClusterNode>();
        services.TryAddKeyedSingleton<ITokenBuckets>("memory", (provider, _) => new MemoryTokenBuckets(provider.GetRequiredService<TimeProvider>()));
    }
}
