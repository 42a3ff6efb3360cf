using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Authentication;

/// <summary>Asks the app's <c>auth()</c> before a run starts at a node that requires it. Closed when nobody can decide.</summary>
internal sealed partial class AuthenticationGate(IScriptEngine scripts, IOptions<NFlowOptions> options, ILogger<AuthenticationGate> logger)
{
    private const string FunctionName = "auth";
    private const string SessionPart = "auth-session";
    private const string RedirectKey = "redirect_url";
    private const string LoginAnswer = "login";
    private const string BreakAnswer = "break";

    private readonly NFlowOptions _options = options.Value;

    /// <summary>Lets a run pass, moves it to the port that <c>auth()</c> chose, or ends it.</summary>
    /// <returns>Null when the run may go on; else how it ended.</returns>
    public ValueTask<RunOutcome?> AdmitAsync(FlowRun run, NodeDefinition starter, CancellationToken cancellationToken) =>
        starter.RequiresAuthentication || run.Current is { RequiresAuthentication: true }
            ? AskAsync(run, starter, cancellationToken)
            : default;

    private async ValueTask<RunOutcome?> AskAsync(FlowRun run, NodeDefinition starter, CancellationToken cancellationToken)
    {
        var context = run.Context;
        try
        {
            if (scripts.CompileFunction(context.App.AuthScript, FunctionName, "auth.js") is not { } script)
                return NobodyDecides(context, starter);

            RememberTarget(context);
            var node = run.Current!;
            var frame = new ScriptFrame(node, null, run.Payload, StepResult.DefaultPort)
            {
                Globals = new Dictionary<string, HostValue>(StringComparer.Ordinal)
                {
                    ["auth_flag"] = HostValue.From(node.RequiresAuthentication ? node.ReadText("nflow_auth") : starter.ReadText("nflow_auth")),
                    ["url_access"] = HostValue.From(context.Request.Path),
                },
            };
            var answer = await run.Scope.RunAsync(script, frame, cancellationToken).ConfigureAwait(false);
            return answer.IsMissing ? NobodyDecides(context, starter) : Follow(run, starter, answer.Next);
        }
        catch (ScriptException exception)
        {
            AuthFailed(logger, exception, context.RunId, context.Flow.Name, starter.Id, exception.Message);
            return RunOutcome.Failed(new RunError(RunErrorKind.Script, exception.Message) { Flow = context.Flow.Name, NodeId = starter.Id, Exception = exception });
        }
        catch (RunFailedException exception)
        {
            AuthFailed(logger, exception, context.RunId, context.Flow.Name, starter.Id, exception.Error.Detail ?? exception.Message);
            return RunOutcome.Failed(exception.Error with { Flow = context.Flow.Name, NodeId = starter.Id });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return RunOutcome.Cancelled;
        }
    }

    private static RunOutcome NobodyDecides(RunContext context, NodeDefinition starter) =>
        RunOutcome.Failed(new RunError(RunErrorKind.AuthenticationRequired, "authentication required") { Flow = context.Flow.Name, NodeId = starter.Id });

    private static void RememberTarget(RunContext context)
    {
        var known = context.Session.Get(SessionPart, RedirectKey);
        if (known.ValueKind != JsonValueKind.String || !known.ValueEquals(context.Request.Path))
            context.Session.Set(SessionPart, RedirectKey, JsonSerializer.SerializeToElement(context.Request.Path));
    }

    private RunOutcome? Follow(FlowRun run, NodeDefinition starter, string next)
    {
        switch (next)
        {
            case LoginAnswer:
                if (run.Context.Response.TryAnswer(307, null))
                    run.Context.Response.SetHeader("Location", _options.LoginPath);
                return RunOutcome.Completed;
            case BreakAnswer:
                return RunOutcome.Completed;
            case StepResult.DefaultPort:
                return null;
            default:
                if (starter.Next(next) is not { } node)
                    return RunOutcome.Completed;
                run.StartAt(node);
                return null;
        }
    }

    [LoggerMessage(1201, LogLevel.Error, "Run {RunId}: auth() failed before flow '{Flow}' (starter {NodeId}) could start: {Message}", EventName = "AuthFailed")]
    private static partial void AuthFailed(ILogger logger, Exception exception, string runId, string flow, string nodeId, string message);
}
