using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tracking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the tracker.</summary>
public static class NFlowTrackerExtensions
{
    /// <summary>Records every executed node, with its payload, in the registered <see cref="ITrackerStore"/>. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Entries are written in the background; those that wait are written when <see cref="NFlowLifetime.StopAsync"/> is called.</remarks>
    public static INFlowBuilder AddTracker(this INFlowBuilder builder, Action<TrackerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<TrackerOptions>().ValidateOnStart();
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(ITracker)))
            return builder;

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrackerOptions>, TrackerOptionsValidator>());
        services.AddSingleton<TrackerQueue>();
        services.AddSingleton<TrackerPace>();
        services.AddSingleton<TrackerWriter>();
        services.AddSingleton<TrackerUpkeep>();
        services.AddSingleton<TrackerObserver>();
        services.AddSingleton<IRunObserver>(provider => provider.GetRequiredService<TrackerObserver>());
        services.AddSingleton<ITracker>(provider => provider.GetRequiredService<TrackerObserver>());
        services.AddSingleton<IStopParticipant>(provider => provider.GetRequiredService<TrackerWriter>());
        return builder;
    }
}
