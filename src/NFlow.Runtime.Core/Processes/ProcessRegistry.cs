using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Processes;

/// <summary>Knows every run that is going on, ends those that outlive their deadline, and lets nobody in once the host stops.</summary>
internal sealed class ProcessRegistry : IProcessRegistry, IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, RunHandle> _runs = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly TimeSpan _deadline;
    private readonly ITimer _sweeper;
    private TaskCompletionSource? _drained;
    private long _total;

    public ProcessRegistry(IOptions<NFlowOptions> options, TimeProvider time)
    {
        _time = time;
        _deadline = options.Value.Limits.RunDeadline;
        _sweeper = time.CreateTimer(static state => ((ProcessRegistry)state!).EndOverdue(), this, SweepPeriod, SweepPeriod);
    }

    /// <summary>How long a run may take.</summary>
    public TimeSpan Deadline => _deadline;

    public int Count => _runs.Count;

    public long Total => Interlocked.Read(ref _total);

    public bool IsStopping => Volatile.Read(ref _drained) is not null;

    /// <summary>Registers a run about to start.</summary>
    public RunHandle Register(RunContext run, CancellationToken callerToken)
    {
        var handle = new RunHandle(this, run, _time.GetTimestamp(), _time.GetUtcNow(), callerToken);
        _runs[run.RunId] = handle;
        Interlocked.Increment(ref _total);
        return handle;
    }

    public IReadOnlyList<ProcessInfo> List() => [.. _runs.Values.OrderBy(handle => handle.StartedAt).Select(Describe)];

    public ProcessInfo? Find(string runId) => _runs.TryGetValue(runId, out var handle) ? Describe(handle) : null;

    public bool Kill(string runId)
    {
        if (!_runs.TryGetValue(runId, out var handle))
            return false;
        handle.End(RunEndReason.Killed);
        return true;
    }

    /// <summary>Refuses new runs, waits for the running ones, and ends those that are still running when the wait is cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        drained = Interlocked.CompareExchange(ref _drained, drained, null) ?? drained;
        if (_runs.IsEmpty)
            drained.TrySetResult();

        try
        {
            await drained.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            foreach (var handle in _runs.Values)
                handle.End(RunEndReason.Stopping);
            await drained.Task.ConfigureAwait(false);
        }
    }

    public void Remove(RunHandle handle)
    {
        _runs.TryRemove(handle.Run.RunId, out _);
        if (Volatile.Read(ref _drained) is { } drained && _runs.IsEmpty)
            drained.TrySetResult();
    }

    public void Dispose() => _sweeper.Dispose();

    private void EndOverdue()
    {
        foreach (var handle in _runs.Values)
            if (_time.GetElapsedTime(handle.StartedTimestamp) > _deadline)
                handle.End(RunEndReason.DeadlinePassed);
    }

    private static ProcessInfo Describe(RunHandle handle)
    {
        var run = handle.Run;
        var node = run.Node;
        return new ProcessInfo(run.RunId, run.App.Name, run.Flow.Name, run.Request.Path, node?.Id ?? "", node?.Name ?? "", node?.Type ?? "", handle.StartedAt, run.IsFork);
    }
}
