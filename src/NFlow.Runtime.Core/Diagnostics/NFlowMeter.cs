using System.Diagnostics.Metrics;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers;
using NFlow.Runtime.Security;

namespace NFlow.Runtime.Diagnostics;

/// <summary>The runtime's meter, one per host, so that hosts in one process do not count for each other. Further parts of the runtime add their instruments to it.</summary>
public sealed class NFlowMeter : IDisposable
{
    internal NFlowMeter(IProcessRegistry processes, IAppCatalog apps, Lazy<ICacheStatistics[]> caches, Lazy<IScriptLoad> scripts, PatternOverruns? patterns, IMeterFactory? factory)
    {
        Meter = factory?.Create(new MeterOptions(NFlowTelemetry.Name) { Version = NFlowTelemetry.Version }) ?? new Meter(NFlowTelemetry.Name, NFlowTelemetry.Version);

        WorkflowDuration = Meter.CreateHistogram<double>(NFlowTelemetry.WorkflowDuration, "s", "How long runs took.");
        NodeDuration = Meter.CreateHistogram<double>(NFlowTelemetry.NodeDuration, "s", "How long nodes took.");
        Meter.CreateObservableGauge(NFlowTelemetry.ProcessesActive, () => processes.Count, "{run}", "Runs that are going on.");
        Meter.CreateObservableCounter(NFlowTelemetry.ProcessesTotal, () => processes.Total, "{run}", "Runs started.");
        Meter.CreateObservableGauge(NFlowTelemetry.AppHealthy, () => apps.State is { Definition: not null, LastError: null } ? 1 : 0, null, "Whether the served app is the stored one.");
        Meter.CreateObservableCounter(NFlowTelemetry.CacheHits, () => Measure(caches.Value, static cache => cache.Hits), null, "Answers from a cache.");
        Meter.CreateObservableCounter(NFlowTelemetry.CacheMisses, () => Measure(caches.Value, static cache => cache.Misses), null, "Answers that had to be made.");
        Meter.CreateObservableGauge(NFlowTelemetry.ScriptCapacity, () => scripts.Value.Capacity, "{script}", "Scripts that may execute at the same time.");
        Meter.CreateObservableGauge(NFlowTelemetry.ScriptsExecuting, () => scripts.Value.Executing, "{script}", "Scripts that execute now.");
        Meter.CreateObservableGauge(NFlowTelemetry.WorkerProcesses, () => Measure(scripts.Value as WorkerScriptEngine), "{process}", "Worker processes that are ready.");
        Meter.CreateObservableCounter(NFlowTelemetry.WorkerEndings, () => MeasureEndings(scripts.Value as WorkerScriptEngine), "{process}", "Worker processes that have ended.");
        Meter.CreateObservableGauge(NFlowTelemetry.ScriptsWaiting, () => scripts.Value.Waiting, "{script}", "Scripts that wait for their turn.");
        if (patterns is not null)
            Meter.CreateObservableCounter(NFlowTelemetry.PatternOverruns, () => Measure(patterns.Counts, NFlowTelemetry.PatternTag), "{text}", "Answers and log entries on which a sensitive pattern took too long.");
    }

    /// <summary>The meter; its name is <see cref="NFlowTelemetry.Name"/>.</summary>
    public Meter Meter { get; }

    internal Histogram<double> WorkflowDuration { get; }

    internal Histogram<double> NodeDuration { get; }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private static IEnumerable<Measurement<long>> Measure(ICacheStatistics[] caches, Func<ICacheStatistics, long> read) =>
        caches.Select(cache => new Measurement<long>(read(cache), new KeyValuePair<string, object?>(NFlowTelemetry.CacheTag, cache.Name)));

    private static IEnumerable<Measurement<int>> Measure(WorkerScriptEngine? workers) =>
        workers is null ? [] : [new Measurement<int>(workers.Pool.List().Length)];

    private static IEnumerable<Measurement<long>> MeasureEndings(WorkerScriptEngine? workers) =>
        workers is null ? [] : Measure(workers.Pool.Endings, NFlowTelemetry.ReasonTag);

    private static IEnumerable<Measurement<long>> Measure(IEnumerable<KeyValuePair<string, long>> counts, string tag) =>
        counts.Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>(tag, count.Key)));
}
