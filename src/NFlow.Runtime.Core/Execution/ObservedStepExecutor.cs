using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>Times steps and tells the observers.</summary>
internal sealed class ObservedStepExecutor(IStepExecutor inner, RunObservers observers, TimeProvider time) : IStepExecutor
{
    public ValueTask<StepOutcome> ExecuteAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken) =>
        run.Context.IsWatched ? ObserveAsync(run, node, cancellationToken) : inner.ExecuteAsync(run, node, cancellationToken);

    private async ValueTask<StepOutcome> ObserveAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        observers.NodeStarted(run.Context, node);
        var outcome = await inner.ExecuteAsync(run, node, cancellationToken).ConfigureAwait(false);
        observers.NodeCompleted(run.Context, new NodeReport(node, outcome, time.GetElapsedTime(started)));
        return outcome;
    }
}
