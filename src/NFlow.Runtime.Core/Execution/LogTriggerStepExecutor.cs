using Microsoft.Extensions.Logging;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Execution;

/// <summary>
/// Calls the app's <c>log()</c>, if its default script defines one, after each node. A failing <c>log()</c> is logged and changes nothing;
/// one that passes a limit ends the run, as every script does.
/// </summary>
internal sealed partial class LogTriggerStepExecutor(IStepExecutor inner, IScriptEngine scripts, TimeProvider time, ILogger<LogTriggerStepExecutor> logger) : IStepExecutor
{
    internal const string FunctionName = "log";

    public ValueTask<StepOutcome> ExecuteAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken) =>
        run.Context.App.DefinesLog ? ExecuteAndLogAsync(run, node, cancellationToken) : inner.ExecuteAsync(run, node, cancellationToken);

    private async ValueTask<StepOutcome> ExecuteAndLogAsync(FlowRun run, NodeDefinition node, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = await inner.ExecuteAsync(run, node, cancellationToken).ConfigureAwait(false);
        if (outcome.IsCancelled || outcome.Error is not null)
            return outcome;

        return await LogAsync(run, node, outcome.Result, time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false) is { } error
            ? StepOutcome.Failed(error)
            : outcome;
    }

    /// <returns>Why the run must end; null when it goes on.</returns>
    private async ValueTask<RunError?> LogAsync(FlowRun run, NodeDefinition node, StepResult result, TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            var app = run.Context.App;
            if (scripts.CompileFunction(app.DefaultScript, FunctionName, "default_js") is not { } script)
                return null;

            var frame = new ScriptFrame(node, run.Context.PreviousNode, result.Payload, result.Port)
            {
                Globals = new Dictionary<string, HostValue>(StringComparer.Ordinal)
                {
                    ["box_id"] = HostValue.From(node.Id),
                    ["box_name"] = HostValue.From(node.Name),
                    ["box_type"] = HostValue.From(node.Type),
                    ["connection_next"] = HostValue.From(node.Next(result.Port)?.Id ?? ""),
                    ["duration_mc"] = HostValue.From(Math.Floor(duration.TotalMicroseconds)),
                    ["duration_ms"] = HostValue.From(Math.Floor(duration.TotalMilliseconds)),
                    ["duration_s"] = HostValue.From(Math.Floor(duration.TotalSeconds)),
                },
            };
            await run.Scope.RunAsync(script, frame, cancellationToken).ConfigureAwait(false);
        }
        catch (ScriptException exception)
        {
            LogTriggerFailed(logger, exception, run.Context.RunId, node.FlowName, node.Id, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The loop sees the token itself before the next node.
        }
        catch (RunFailedException exception)
        {
            var error = exception.Error with { Flow = node.FlowName, NodeId = node.Id };
            LogTriggerFailed(logger, exception, run.Context.RunId, node.FlowName, node.Id, error.Detail ?? error.Message);
            return error;
        }

        return null;
    }

    [LoggerMessage(1003, LogLevel.Warning, "Run {RunId}: log() of the app failed after node {NodeId} of flow '{Flow}': {Message}", EventName = "LogTriggerFailed")]
    private static partial void LogTriggerFailed(ILogger logger, Exception exception, string runId, string flow, string nodeId, string message);
}
