using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.Model;
using NFlow.Runtime.Plugins;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers plugins.</summary>
public static class NFlowPluginExtensions
{
    /// <summary>Adds a plugin: its functions, step and event source. Adding the same plugin twice is safe.</summary>
    /// <typeparam name="TPlugin">The plugin; its constructor is served by dependency injection, as a singleton.</typeparam>
    /// <param name="builder">The runtime's builder.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddPlugin<TPlugin>(this INFlowBuilder builder)
        where TPlugin : class, INFlowPlugin
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<INFlowPlugin, TPlugin>());
        return builder;
    }

    /// <summary>The two node types through which plugins run, and the bridge to scripts.</summary>
    internal static void AddPlugins(this INFlowBuilder builder)
    {
        builder.Services.AddOptions<PluginOptions>();
        builder.Services.TryAddSingleton<PluginRegistry>();
        builder.Services.TryAddSingleton<EventSources>();
        builder.Services.AddSingleton<IStopParticipant>(provider => provider.GetRequiredService<EventSources>());
        builder.AddHostApi<PluginHostApi>();
        builder.AddStep<PluginStep>(NodeTypes.Plugin, ServiceLifetime.Singleton);
        builder.AddStep<PluginEventStep>(NodeTypes.PluginEvents, ServiceLifetime.Singleton);
    }
}
