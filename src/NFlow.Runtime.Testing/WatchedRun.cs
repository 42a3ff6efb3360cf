using System.Collections.Concurrent;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>What a run has done so far.</summary>
internal sealed class WatchedRun(string runId)
{
    public string RunId { get; } = runId;

    public ConcurrentQueue<VisitedNode> Nodes { get; } = new();

    public ConcurrentQueue<WatchedRun> Forks { get; } = new();

    /// <summary>Completes when a fork has ended.</summary>
    public TaskCompletionSource<RunOutcome> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
