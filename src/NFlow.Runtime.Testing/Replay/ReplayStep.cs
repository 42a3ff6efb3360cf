using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Testing;

/// <summary>Stands in for a step that is not registered in the replay: gives what it gave.</summary>
internal static class ReplayStep
{
    public static ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var node = context.Node;
        if (context.Run.Tap is not ReplayTap tap || tap.NextVisit(node.Id) is not { } visit)
            throw Failure($"The recording holds no further visit of step '{node.Type}' at node {node.Id}; register the step to execute it.");
        if (visit.Error is { } error)
            throw Failure(error);
        return new(StepResult.Next(visit.Port, visit.Payload ?? System.Text.Json.JsonElement.Parse("null")));
    }

    private static RunFailedException Failure(string message) => new(new RunError(RunErrorKind.Step, message));
}
