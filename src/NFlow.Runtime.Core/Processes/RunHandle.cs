using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Processes;

/// <summary>A registered run and the means to end it. Dispose it when the run has ended.</summary>
internal sealed class RunHandle : IDisposable
{
    private readonly ProcessRegistry _registry;
    private readonly CancellationTokenSource _cancellation;
    private int _reason;

    public RunHandle(ProcessRegistry registry, RunContext run, long startedTimestamp, DateTimeOffset startedAt, CancellationToken callerToken)
    {
        _registry = registry;
        Run = run;
        StartedTimestamp = startedTimestamp;
        StartedAt = startedAt;
        _cancellation = callerToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(callerToken) : new CancellationTokenSource();
        run.Aborted = _cancellation.Token;
    }

    public RunContext Run { get; }

    public long StartedTimestamp { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Cancelled when the caller gives up or the runtime ends the run.</summary>
    public CancellationToken Token => Run.Aborted;

    public RunEndReason Reason => (RunEndReason)Volatile.Read(ref _reason);

    /// <summary>Ends the run; the first reason given stays.</summary>
    public void End(RunEndReason reason)
    {
        Interlocked.CompareExchange(ref _reason, (int)reason, (int)RunEndReason.None);
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended by itself at the same moment.
        }
    }

    public void Dispose()
    {
        _registry.Remove(this);
        _cancellation.Dispose();
    }
}
