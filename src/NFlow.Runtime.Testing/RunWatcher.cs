using System.Collections.Concurrent;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>Notes what runs and their forks do. Thread-safe.</summary>
internal sealed class RunWatcher : IRunObserver
{
    private readonly ConcurrentDictionary<string, WatchedRun> _runs = new(StringComparer.Ordinal);

    public void RunStarted(RunContext run)
    {
        var watched = _runs.GetOrAdd(run.RunId, static id => new WatchedRun(id));
        if (run.ParentRunId is { } parent)
            _runs.GetOrAdd(parent, static id => new WatchedRun(id)).Forks.Enqueue(watched);
    }

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        var node = report.Node;
        var payload = report.ReadPayload();
        Of(run.RunId).Nodes.Enqueue(new VisitedNode(
            node.Id, node.Name.Length == 0 ? node.Id : node.Name, node.Type, report.Port,
            payload.ValueKind == JsonValueKind.Undefined ? payload : payload.Clone(), report.IsWaiting, report.Error));
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.IsFork)
            Of(run.RunId).Ended.TrySetResult(outcome);
    }

    /// <summary>What is known of a run.</summary>
    public WatchedRun Of(string runId) => _runs.GetOrAdd(runId, static id => new WatchedRun(id));
}
