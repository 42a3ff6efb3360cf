using Microsoft.Extensions.Logging;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Execution;

/// <summary>Drives a run from its registration to its end: tells the observers, walks the loop, and says why the runtime ended a run that did not end by itself.</summary>
internal sealed partial class RunDriver(RunLoop loop, ProcessRegistry processes, RunObservers observers, TimeProvider time, ILogger<RunDriver> logger)
{
    /// <summary>Registers a run among the processes. Whoever starts a run finishes it.</summary>
    public RunHandle Start(FlowRun run, CancellationToken callerToken)
    {
        var handle = processes.Register(run.Context, callerToken);
        run.Context.IsWatched = observers.IsWatching;
        if (run.Context.IsWatched)
            observers.RunStarted(run.Context);
        return handle;
    }

    /// <summary>Walks the run. Never throws for what happens in it.</summary>
    public async ValueTask<RunOutcome> DriveAsync(FlowRun run, RunHandle handle) =>
        Explain(await loop.RunAsync(run, handle.Token).ConfigureAwait(false), handle);

    /// <summary>Ends what the run held: its script world and its place among the processes.</summary>
    public async ValueTask FinishAsync(FlowRun run, RunHandle handle, RunOutcome outcome)
    {
        try
        {
            await run.DisposeScopeAsync().ConfigureAwait(false);
        }
        finally
        {
            run.Context.ReleaseItems();
            if (run.Context.IsWatched)
                observers.RunEnded(run.Context, outcome, time.GetElapsedTime(handle.StartedTimestamp));
            // Last: a host that stops waits for this, and then flushes what the observers noted.
            handle.Dispose();
        }
    }

    /// <summary>Tells a run that the caller gave up from one that the runtime ended.</summary>
    public RunOutcome Explain(RunOutcome outcome, RunHandle handle)
    {
        var run = handle.Run;
        // A limit that no node ran into was passed between two of them: none has told of it.
        if (outcome.Error is { Kind: RunErrorKind.Limit, Exception: null } limit)
            RunStopped(logger, run.RunId, run.Flow.Name, limit.NodeId ?? "", limit.Detail ?? limit.Message);

        if (outcome.Status != RunStatus.Cancelled)
            return outcome;

        RunError? error = handle.Reason switch
        {
            RunEndReason.Killed => new(RunErrorKind.Killed, "process killed"),
            RunEndReason.DeadlinePassed => DeadlinePassed(handle),
            RunEndReason.Stopping => new(RunErrorKind.Stopping, "The server is stopping."),
            _ => null,
        };
        if (error is null)
            return outcome;

        RunEnded(logger, run.RunId, run.Flow.Name, run.Node?.Id ?? "", handle.Reason, error.Detail ?? error.Message);
        return RunOutcome.Failed(error with { Flow = run.Flow.Name, NodeId = run.Node?.Id });
    }

    private RunError DeadlinePassed(RunHandle handle) => LimitFailure.Describe(new LimitExcess(
        LimitNames.Deadline, (long)processes.Deadline.TotalMilliseconds, (long)time.GetElapsedTime(handle.StartedTimestamp).TotalMilliseconds));

    [LoggerMessage(1009, LogLevel.Error, "Run {RunId} of flow '{Flow}' was stopped after node {NodeId}: {Detail}", EventName = "RunStoppedByLimit")]
    private static partial void RunStopped(ILogger logger, string runId, string flow, string nodeId, string detail);

    [LoggerMessage(1005, LogLevel.Warning, "Run {RunId} of flow '{Flow}' was ended at node {NodeId}: {Reason} ({Detail}).", EventName = "RunEndedByRuntime")]
    private static partial void RunEnded(ILogger logger, string runId, string flow, string nodeId, RunEndReason reason, string detail);
}
