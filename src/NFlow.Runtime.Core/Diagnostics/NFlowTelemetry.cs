using System.Diagnostics;

namespace NFlow.Runtime.Diagnostics;

/// <summary>Names under which the runtime traces and measures. With OpenTelemetry: <c>AddSource(NFlowTelemetry.Name)</c> and <c>AddMeter(NFlowTelemetry.Name)</c>.</summary>
/// <remarks>Spans and measurements name flows, nodes, ports and outcomes; never payloads, users or addresses.</remarks>
public static class NFlowTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the meter.</summary>
    public const string Name = "NFlow.Runtime";

    /// <summary>Span of one run; a fork is a run of its own below the node that started it.</summary>
    public const string RunSpan = "nflow.run";

    /// <summary>Span of one node.</summary>
    public const string NodeSpan = "nflow.node";

    /// <summary>Histogram, seconds: how long runs took, by <see cref="FlowTag"/> and <see cref="OutcomeTag"/>. Its count is the number of runs.</summary>
    public const string WorkflowDuration = "nflow.workflow.duration";

    /// <summary>Histogram, seconds: how long nodes took, by <see cref="NodeTypeTag"/> and <see cref="OutcomeTag"/>.</summary>
    public const string NodeDuration = "nflow.node.duration";

    /// <summary>Gauge: runs that are going on, forks included.</summary>
    public const string ProcessesActive = "nflow.processes.active";

    /// <summary>Counter: runs started, forks included.</summary>
    public const string ProcessesTotal = "nflow.processes";

    /// <summary>Gauge: 1 while the served app is the stored one, 0 while the stored one cannot be loaded.</summary>
    public const string AppHealthy = "nflow.app.healthy";

    /// <summary>Counter: requests refused by the rate limit.</summary>
    public const string RateLimitRefusals = "nflow.rate_limit.refusals";

    /// <summary>Counter: requests for which the rate limit's backend did not answer.</summary>
    public const string RateLimitFailures = "nflow.rate_limit.failures";

    /// <summary>Gauge: scripts that may execute at the same time.</summary>
    public const string ScriptCapacity = "nflow.script.capacity";

    /// <summary>Gauge: scripts that execute now.</summary>
    public const string ScriptsExecuting = "nflow.script.executing";

    /// <summary>Gauge: scripts that wait for their turn.</summary>
    public const string ScriptsWaiting = "nflow.script.waiting";

    /// <summary>Gauge: worker processes that are ready, idle or not, where scripts run in such.</summary>
    public const string WorkerProcesses = "nflow.worker.processes";

    /// <summary>Counter: worker processes that have ended, by <see cref="ReasonTag"/>.</summary>
    public const string WorkerEndings = "nflow.worker.endings";

    /// <summary>Counter: answers and log entries on which a sensitive pattern of the security module took too long, by <see cref="PatternTag"/>.</summary>
    public const string PatternOverruns = "nflow.pattern.overruns";

    /// <summary>Counter: answers from a cache, by <see cref="CacheTag"/>.</summary>
    public const string CacheHits = "nflow.cache.hits";

    /// <summary>Counter: answers that had to be made, by <see cref="CacheTag"/>.</summary>
    public const string CacheMisses = "nflow.cache.misses";

    /// <summary>Tag: name of the app.</summary>
    public const string AppTag = "nflow.app";

    /// <summary>Tag: name of the flow.</summary>
    public const string FlowTag = "nflow.flow";

    /// <summary>Tag: id of the run (<c>wid</c>).</summary>
    public const string RunIdTag = "nflow.run.id";

    /// <summary>Tag: whether the run is a fork.</summary>
    public const string ForkTag = "nflow.fork";

    /// <summary>Tag: id of the node.</summary>
    public const string NodeIdTag = "nflow.node.id";

    /// <summary>Tag: name of the node.</summary>
    public const string NodeNameTag = "nflow.node.name";

    /// <summary>Tag: type of the node.</summary>
    public const string NodeTypeTag = "nflow.node.type";

    /// <summary>Tag: port the node chose.</summary>
    public const string PortTag = "nflow.port";

    /// <summary>Tag: <c>completed</c>, <c>waiting</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public const string OutcomeTag = "nflow.outcome";

    /// <summary>Tag: kind of error of a failed run or node.</summary>
    public const string ErrorTag = "error.type";

    /// <summary>Tag: why a worker process ended: <c>crash</c>, <c>limit</c>, <c>protocol</c>, <c>stop</c>, <c>recycled</c> or <c>stopping</c>.</summary>
    public const string ReasonTag = "nflow.reason";

    /// <summary>Tag: which cache.</summary>
    public const string CacheTag = "nflow.cache";

    /// <summary>Tag: name of a sensitive pattern.</summary>
    public const string PatternTag = "nflow.pattern";

    /// <summary>Version of the runtime, as in traces, health and the banner.</summary>
    public static string Version { get; } = typeof(NFlowTelemetry).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    internal static ActivitySource Source { get; } = new(Name, Version);
}
