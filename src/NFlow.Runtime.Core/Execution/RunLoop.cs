using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Execution;

/// <summary>
/// Walks a run from node to node until it ends. It walks; it does not know how a step works, who watches, how anything is stored, or where the run came from.
/// </summary>
/// <remarks>
/// R1  A node is entered before it is executed, and advanced from exactly once after; the executor is the only thing the loop awaits.
/// R2  A step that fails ends the run at its node; what it did not return is not handed on.
/// R3  Cancellation ends the run where it stands and is reported as cancellation, never as failure.
/// R4  A run enters at most <c>maxSteps</c> nodes, so every run ends.
/// R5  The method returns completed, waiting, failed or cancelled; a run never just stops.
/// R6  While no step waits, nothing here is asynchronous: no task, no thread change.
/// </remarks>
internal sealed class RunLoop(IStepExecutor executor, int maxSteps)
{
    public async ValueTask<RunOutcome> RunAsync(FlowRun run, CancellationToken cancellationToken)
    {
        while (run.Current is { } node)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                run.Cancel();
                break;
            }

            if (run.StepCount >= maxSteps)
            {
                run.Fail(StepLimitExceeded());
                break;
            }

            run.Enter(node);
            var outcome = await executor.ExecuteAsync(run, node, cancellationToken).ConfigureAwait(false);
            if (outcome.IsCancelled)
                run.Cancel();
            else if (outcome.Error is { } error)
                run.Fail(error);
            else
                run.Advance(node, outcome.Result);
        }

        return run.Outcome;
    }

    private RunError StepLimitExceeded() => LimitFailure.Describe(new LimitExcess(LimitNames.Steps, maxSteps, maxSteps + 1L));
}
