using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>Executes one node of a run. What is optional around a step (observers, triggers) is an executor around an executor.</summary>
internal interface IStepExecutor
{
    /// <summary>Executes a node. Never throws for what a step does: failure and cancellation are outcomes.</summary>
    ValueTask<StepOutcome> ExecuteAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken);
}
