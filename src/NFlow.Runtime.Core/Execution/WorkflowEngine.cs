using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Authentication;
using NFlow.Runtime.Model;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Routing;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Sessions;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Execution;

/// <summary>From a request to an outcome: app, route, session, permission, run, and the session written back.</summary>
/// <remarks>
/// Each stage is somebody else's work; the engine keeps their order. E1 nothing runs before its route, resume point and permission are settled;
/// E2 the session is written after the run and before the answer is sent, once; E3 a run that was registered is always finished.
/// </remarks>
internal sealed partial class WorkflowEngine(
    IAppCatalog apps,
    SessionGateway sessions,
    AuthenticationGate authentication,
    ProcessRegistry processes,
    RunDriver driver,
    IScriptEngine scripts,
    IOptions<NFlowOptions> options,
    ILogger<WorkflowEngine> logger) : IWorkflowEngine
{
    internal const string ResumeField = "nflow_next_node_run";
    private const string RunHeader = "Nflow-Wid-1";

    private readonly NFlowOptions _options = options.Value;
    private readonly Func<RunContext, IScriptScope> _createScope = scripts.CreateScope;

    public async ValueTask<RunReport> RunAsync(WorkflowRequest request, WorkflowResponse response, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (processes.IsStopping)
            return NotStarted(new RunError(RunErrorKind.Stopping, "The server is stopping."));

        try
        {
            var app = await apps.GetAsync(cancellationToken).ConfigureAwait(false);
            if (app.Routes.Match(request.Method, request.Path) is not { } match)
                return NotStarted(new RunError(RunErrorKind.NotFound, "not found"));

            await request.LoadBodyAsync(cancellationToken).ConfigureAwait(false);
            var form = new FormState(_options.MaxSessionPartLength);
            var session = await sessions.OpenAsync(request, form, cancellationToken).ConfigureAwait(false);
            return await RunAsync(app, match, request, response, session, form, services, cancellationToken).ConfigureAwait(false);
        }
        catch (RunFailedException exception)
        {
            return NotStarted(exception.Error);
        }
        catch (StorageException exception)
        {
            StoreFailed(logger, exception, exception.Message);
            return NotStarted(new RunError(RunErrorKind.Storage, "A store did not answer.") { Detail = exception.Message, Exception = exception });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new RunReport("", RunOutcome.Cancelled);
        }
    }

    private static RunReport NotStarted(RunError error) => new("", RunOutcome.Failed(error));

    private async ValueTask<RunReport> RunAsync(
        AppDefinition app,
        RouteMatch match,
        WorkflowRequest request,
        WorkflowResponse response,
        RunSession session,
        FormState form,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var entry = ResolveEntry(match, request, session);
        if (!entry.IsFreshStart)
            session.LoadForm();
        ReadFields(request, form);

        var context = new RunContext(RunIds.New(), app, match.Flow, request, response, match.PathVariables, session, services, new RunLogger(logger, _options.Limits.MaxLogLength), isFork: false)
        {
            Starter = match.Starter,
        };
        var run = new FlowRun(context, entry.Node, form, Payload.Empty, _createScope);
        response.SetHeader(RunHeader, context.RunId);

        var handle = driver.Start(run, cancellationToken);
        var outcome = RunOutcome.Cancelled;
        try
        {
            outcome = await authentication.AdmitAsync(run, match.Starter, handle.Token).ConfigureAwait(false) is { } refusal
                ? driver.Explain(refusal, handle)
                : await driver.DriveAsync(run, handle).ConfigureAwait(false);
            outcome = await SaveSessionAsync(run, entry, outcome, response).ConfigureAwait(false);
        }
        finally
        {
            await driver.FinishAsync(run, handle, outcome).ConfigureAwait(false);
        }

        return new RunReport(context.RunId, outcome);
    }

    /// <summary>Where the run starts: at the starter's target, or at a node that this session was offered.</summary>
    private Entry ResolveEntry(RouteMatch match, WorkflowRequest request, RunSession session)
    {
        var resumeNodeId = match.ResumeNodeId ?? ReadResumeField(request);
        if (string.IsNullOrEmpty(resumeNodeId))
        {
            return match.Starter.Next(Steps.StepResult.DefaultPort) is { } first
                ? new Entry(first, true)
                : throw Missing(match, match.Starter.Targets[Steps.StepResult.DefaultPort]);
        }

        var node = match.Flow.Find(resumeNodeId);
        var isOpen = _options.AllowOpenResume || match.Starter.ReadFlag("open_resume", whenAbsent: false);
        if (node is { Type: NodeTypes.Starter } || isOpen || ResumePoints.Offers(session, match.Flow, resumeNodeId))
            return new Entry(node ?? throw Missing(match, resumeNodeId), false);

        throw new RunFailedException(new RunError(
            RunErrorKind.ResumeRefused,
            "This step is not open in your session: it has expired, was finished, or was never offered. Start again."));
    }

    private static RunFailedException Missing(RouteMatch match, string nodeId) =>
        new(new RunError(RunErrorKind.MissingNode, $"Node {nodeId} is not in flow '{match.Flow.Name}'.") { Flow = match.Flow.Name, NodeId = match.Starter.Id });

    private static string? ReadResumeField(WorkflowRequest request) => request.Method switch
    {
        "POST" or "PUT" => request.Form.First(ResumeField),
        "GET" or "HEAD" => request.QueryString.Length == 0 ? null : request.Query.First(ResumeField),
        _ => null,
    };

    private static void ReadFields(WorkflowRequest request, FormState form)
    {
        foreach (var (name, values) in request.Fields)
            if (name != ResumeField)
                form.Set(name, values.Count == 1 ? JsonSerializer.SerializeToElement(values[0]) : JsonSerializer.SerializeToElement(values));
    }

    /// <summary>A waiting run keeps its form state and offers the next nodes; a completed one forgets both; a failed one leaves them as they were.</summary>
    private async ValueTask<RunOutcome> SaveSessionAsync(FlowRun run, Entry entry, RunOutcome outcome, WorkflowResponse response)
    {
        var session = run.Context.Session;
        if (outcome.Status == RunStatus.Waiting)
        {
            session.KeepForm();
            ResumePoints.Offer(session, run.Context.Flow, run.OfferedNodes, entry.IsFreshStart);
        }
        else if (outcome.Status == RunStatus.Completed || entry.IsFreshStart)
        {
            session.DropForm();
            ResumePoints.Forget(session);
        }

        try
        {
            // What has happened is written even if the caller gave up meanwhile.
            await sessions.SaveAsync(session, response, CancellationToken.None).ConfigureAwait(false);
            return outcome;
        }
        catch (NFlowException exception)
        {
            var error = exception switch
            {
                RunFailedException failed => failed.Error,
                // What a payload holds becomes JSON only now; it may be the script's fault that it cannot.
                ScriptException script => new RunError(RunErrorKind.Script, script.Message) { Exception = script },
                _ => new RunError(RunErrorKind.Storage, "The session could not be saved.") { Detail = exception.Message, Exception = exception },
            };
            error = error with { Flow = run.Context.Flow.Name, NodeId = run.Context.Node?.Id };
            SessionNotSaved(logger, exception, run.Context.RunId, run.Context.Flow.Name, error.NodeId ?? "", error.Detail ?? error.Message);
            response.Retract();
            return RunOutcome.Failed(error);
        }
    }

    private readonly record struct Entry(NodeDefinition Node, bool IsFreshStart);

    [LoggerMessage(1006, LogLevel.Error, "A request could not be served: {Reason}", EventName = "StoreFailed")]
    private static partial void StoreFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(1007, LogLevel.Error, "Run {RunId} of flow '{Flow}', node {NodeId}: the session could not be saved: {Reason}", EventName = "SessionNotSaved")]
    private static partial void SessionNotSaved(ILogger logger, Exception exception, string runId, string flow, string nodeId, string reason);
}
