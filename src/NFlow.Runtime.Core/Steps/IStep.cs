namespace NFlow.Runtime.Steps;

/// <summary>What a node of one type does. Implement it, register it by type name, and authors can draw it.</summary>
/// <remarks>
/// Built-in node types use the same contract. Steps come from dependency injection with the lifetime the host chose,
/// so a singleton step must be thread-safe. State of a run belongs in the payload, not in the step.
/// </remarks>
public interface IStep
{
    /// <summary>Runs the step for one node of one run.</summary>
    /// <param name="context">The node, its data, the payload and the run.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up, the run is killed or its deadline passes.</param>
    /// <returns>The port to go on at and the payload to hand over.</returns>
    /// <exception cref="Execution.RunFailedException">To fail the run with an error of the step's choice. Any other exception fails it with a general message.</exception>
    ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken);
}
