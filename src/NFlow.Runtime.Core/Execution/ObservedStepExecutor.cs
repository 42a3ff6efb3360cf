using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>Times steps and tells the observers.</summary>
internal sealed class ObservedStepExecutor(IStepExecutor inner, RunObservers observers, TimeProvider time) : IStepExecutor
{
    public ValueTask<StepOutcome> ExecuteAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken) =>
        run.Context.IsWatched ? ObserveAsync(run, node, cancellationToken) : inner.ExecuteAsync(run, node, cancellationToken);

    private ValueTask<StepOutcome> ObserveAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        observers.NodeStarted(run.Context, node);
        var executing = inner.ExecuteAsync(run, node, cancellationToken);
        return executing.IsCompletedSuccessfully ? new(Completed(run, node, executing.Result, started)) : AwaitAsync(run, node, executing, started);
    }

    private async ValueTask<StepOutcome> AwaitAsync(FlowRun run, NodeDefinition node, ValueTask<StepOutcome> executing, long started) =>
        Completed(run, node, await executing.ConfigureAwait(false), started);

    private StepOutcome Completed(FlowRun run, NodeDefinition node, StepOutcome outcome, long started)
    {
        observers.NodeCompleted(run.Context, new NodeReport(node, outcome, time.GetElapsedTime(started)));
        return outcome;
    }
}
