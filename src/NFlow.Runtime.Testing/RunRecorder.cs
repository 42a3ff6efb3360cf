using System.Collections.Concurrent;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>Writes down the nodes that runs visit.</summary>
internal sealed class RunRecorder : IRunObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<VisitedNode>> _runs = new(StringComparer.Ordinal);

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (run.IsFork)
            return;

        var node = report.Node;
        _runs.GetOrAdd(run.RunId, static _ => new()).Enqueue(new VisitedNode(
            node.Id, node.Name.Length == 0 ? node.Id : node.Name, node.Type, report.Port, report.ReadPayload(), report.IsWaiting, report.Error));
    }

    /// <summary>The nodes of a run, which is forgotten.</summary>
    public IReadOnlyList<VisitedNode> Take(string runId) => _runs.TryRemove(runId, out var nodes) ? [.. nodes] : [];
}
