using Microsoft.Extensions.Logging;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Execution;

/// <summary>Finds the step of a node's type and runs it. The one place where a step's exception becomes an outcome.</summary>
internal sealed partial class StepExecutor(StepRegistry steps, ILogger<StepExecutor> logger) : IStepExecutor
{
    public async ValueTask<StepOutcome> ExecuteAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (steps.Find(node.Type, run.Context.Services) is not { } step)
            return StepOutcome.Failed(Unknown(node));

        try
        {
            return StepOutcome.Of(await step.RunAsync(new StepContext(run, node), cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.Cancelled;
        }
#pragma warning disable CA1031 // Whatever a step throws ends this run and no other.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var error = ToError(node, exception);
            if (error.Kind == RunErrorKind.Busy)
                StepTurnedAway(logger, run.Context.RunId, node.FlowName, node.Id, node.Type, error.Detail ?? error.Message);
            else
                StepFailed(logger, exception, run.Context.RunId, node.FlowName, node.Id, node.Type, error.Kind, error.Detail ?? error.Message);
            return StepOutcome.Failed(error);
        }
    }

    private static RunError Unknown(NodeDefinition node) => node.Type == NodeTypes.Starter
        ? At(node, RunErrorKind.StarterIsNotAStep, "Starter can not run with play button")
        : At(node, RunErrorKind.UnknownStepType, "Type node not found") with { NodeType = node.Type };

    private static RunError ToError(NodeDefinition node, Exception exception) => exception switch
    {
        RunFailedException failed => failed.Error with { Flow = failed.Error.Flow ?? node.FlowName, NodeId = failed.Error.NodeId ?? node.Id, Exception = failed.Error.Exception ?? failed },
        ScriptException script => At(node, RunErrorKind.Script, script.Message) with { Detail = Describe(script), Exception = script },
        StorageException storage => At(node, RunErrorKind.Storage, "A store did not answer.") with { Detail = storage.Message, Exception = storage },
        _ => At(node, RunErrorKind.Step, $"The step '{node.Type}' failed.") with { Detail = exception.Message, Exception = exception },
    };

    private static RunError At(NodeDefinition node, RunErrorKind kind, string message) =>
        new(kind, message) { Flow = node.FlowName, NodeId = node.Id };

    private static string Describe(ScriptException script)
    {
        var position = script.Line > 0 ? $" at {script.ScriptName}:{script.Line}:{script.Column}" : $" in {script.ScriptName}";
        var message = LogText.OneLine(script.Message);
        return script.ScriptStack is null ? message + position : $"{message}{position}\n{LogText.Lines(script.ScriptStack)}";
    }

    [LoggerMessage(1001, LogLevel.Error, "Run {RunId}: node {NodeId} ({NodeType}) of flow '{Flow}' failed with {ErrorKind}: {Detail}", EventName = "StepFailed")]
    private static partial void StepFailed(ILogger logger, Exception exception, string runId, string flow, string nodeId, string nodeType, RunErrorKind errorKind, string detail);

    /// <summary>Nothing of the node is at fault, and there may be thousands of these a second: no exception with its stack.</summary>
    [LoggerMessage(1010, LogLevel.Warning, "Run {RunId}: node {NodeId} ({NodeType}) of flow '{Flow}' found no place: {Detail}", EventName = "StepTurnedAway")]
    private static partial void StepTurnedAway(ILogger logger, string runId, string flow, string nodeId, string nodeType, string detail);
}
