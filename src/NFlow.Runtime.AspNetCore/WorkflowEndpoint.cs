using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.AspNetCore.Requests;
using NFlow.Runtime.AspNetCore.Responses;
using NFlow.Runtime.AspNetCore.Routing;
using NFlow.Runtime.AspNetCore.Schemas;
using NFlow.Runtime.AspNetCore.Sessions;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore;

/// <summary>Hands a request to the engine and its outcome back to the client. Knows HTTP, not workflows. Thread-safe.</summary>
internal sealed partial class WorkflowEndpoint(IWorkflowEngine engine, SessionCookie sessions, RequestSchemas schemas, IOptionsMonitor<NFlowHttpOptions> options, ILogger<WorkflowEndpoint> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task HandleAsync(HttpContext context)
    {
        var settings = options.CurrentValue;
        var skipped = context.GetEndpoint()?.Metadata.GetMetadata<NFlowEndpointMetadata>()?.SkippedSegments ?? 0;
        var request = new HttpWorkflowRequest(context, RequestPath.Read(context, skipped), sessions, settings, schemas);
        var response = new HttpWorkflowResponse(context, sessions, logger);
        var services = new RequestServices(context);
        try
        {
            var report = await engine.RunAsync(request, response, services, context.RequestAborted).ConfigureAwait(false);
            await AnswerAsync(context, request, response, report, settings).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (context.RequestAborted.IsCancellationRequested || exception.InnerException is IOException)
        {
            End(context);
        }
        finally
        {
            request.Release();
            services.Release();
        }
    }

    private async Task AnswerAsync(HttpContext context, HttpWorkflowRequest request, HttpWorkflowResponse response, RunReport report, NFlowHttpOptions settings)
    {
        var outcome = report.Outcome;
        if (outcome.Status == RunStatus.Cancelled)
        {
            End(context);
            return;
        }

        if (outcome.Error is { } error)
        {
            if (response.IsAnswered)
                LogFailedAfterAnswer(logger, report.RunId, error.Kind, error.Message);
            else
                ErrorAnswer.Write(response, report.RunId, error, settings.ShowErrorDetails);
        }

        await response.SendAsync(request.Session, report.RunId, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Nobody listens any more: the status is for access logs only.</summary>
    private static void End(HttpContext context)
    {
        if (!context.Response.HasStarted)
            context.Response.StatusCode = ClientClosedRequest;
        context.Abort();
    }

    [LoggerMessage(2001, LogLevel.Warning, "Run {RunId} failed ({Kind}) after it had answered; its answer was sent: {Message}", EventName = "FailedAfterAnswer")]
    private static partial void LogFailedAfterAnswer(ILogger logger, string runId, RunErrorKind kind, string message);
}
