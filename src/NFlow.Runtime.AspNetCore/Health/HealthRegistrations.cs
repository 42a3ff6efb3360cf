using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Registers the runtime's checks, one for each store that can be away. Names of a host's own checks are left alone.</summary>
internal sealed class HealthRegistrations(IEnumerable<IStorageProbe> probes, IServiceProviderIsService services, IOptions<NFlowHealthOptions> options, IOptions<NFlowOptions> runtime) : IConfigureOptions<HealthCheckServiceOptions>
{
    /// <summary>Tag of the checks that <c>/health</c> shows.</summary>
    public const string Tag = "nflow";

    /// <summary>Tag of the checks without which no request can be served.</summary>
    public const string ReadyTag = "nflow-ready";

    public void Configure(HealthCheckServiceOptions target)
    {
        foreach (var group in probes.GroupBy(probe => probe.Name, StringComparer.Ordinal))
            foreach (var (probe, index) in group.Select((probe, index) => (probe, index)))
                Add(target, index == 0 ? group.Key : $"{group.Key}_{index + 1}", _ => new StorageHealthCheck(probe), probe.IsNeededToServe ? [Tag, ReadyTag] : [Tag]);
        Add(target, "app", Create<AppHealthCheck>, Tag, ReadyTag);
        Add(target, "processes", Create<ProcessHealthCheck>, Tag);
        if (runtime.Value.Scripts.Isolation == ScriptIsolation.Process)
            Add(target, "workers", Create<WorkerHealthCheck>, Tag, ReadyTag);
        if (services.IsService(typeof(ITracker)))
            Add(target, "tracker", Create<TrackerHealthCheck>, Tag);
        Add(target, "memory", Create<MemoryHealthCheck>, Tag);
    }

    private static IHealthCheck Create<T>(IServiceProvider services)
        where T : IHealthCheck => ActivatorUtilities.CreateInstance<T>(services);

    private void Add(HealthCheckServiceOptions target, string name, Func<IServiceProvider, IHealthCheck> create, params string[] tags)
    {
        if (target.Registrations.All(registration => registration.Name != name))
            target.Registrations.Add(new HealthCheckRegistration(name, create, HealthStatus.Unhealthy, tags, options.Value.Timeout));
    }
}
