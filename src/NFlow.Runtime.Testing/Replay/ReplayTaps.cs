using System.Collections.Concurrent;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Testing;

/// <summary>Gives each run of a replay, the main one and its forks, the tap of its recorded counterpart. Thread-safe.</summary>
internal sealed class ReplayTaps(Recording.Recording recording) : IRunObserver
{
    private readonly ConcurrentDictionary<string, ReplayTap> _taps = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The tap of a replayed run; null when its recorded counterpart does not exist.</summary>
    public ReplayTap? Of(string runId) => _taps.GetValueOrDefault(runId);

    public void RunStarted(RunContext run)
    {
        if (Find(run) is not { } recorded)
            return;
        var tap = new ReplayTap(recorded) { RunId = run.RunId };
        _taps[run.RunId] = tap;
        run.Tap = tap;
    }

    /// <summary>Forks are told apart by the order in which their run began them.</summary>
    private RecordedRun? Find(RunContext run)
    {
        if (!run.IsFork)
            return recording.Runs[0];
        if (run.ParentRunId is not { } parentId || Of(parentId) is not { } parent)
            return null;
        lock (_lock)
            return recording.Runs.Where(fork => fork.ParentId == parent.Recorded.Id).ElementAtOrDefault(parent.Forks++);
    }
}
