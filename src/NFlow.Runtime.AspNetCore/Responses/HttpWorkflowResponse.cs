using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.AspNetCore.Sessions;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Responses;

/// <summary>The run's answer on its way into the HTTP response of the current context.</summary>
internal sealed partial class HttpWorkflowResponse(HttpContext context, SessionCookie sessions, ILogger logger) : WorkflowResponse
{
    public override void IssueSession(string sessionId)
    {
        base.IssueSession(sessionId);
        if (context.Response.HasStarted)
            LogSessionTooLate(logger);
        else
            sessions.Issue(context, sessionId);
    }

    public override void Retract()
    {
        base.Retract();
        // What was streamed cannot be unsaid; a cut connection tells the client that it is not whole.
        if (IsStreamed)
            context.Abort();
    }

    public override async ValueTask<Stream?> StartStreamAsync(int statusCode, string contentType, CancellationToken cancellationToken)
    {
        if (!TryAnswer(statusCode, contentType))
            return null;

        IsStreamed = true;
        WriteHead();
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        return context.Response.Body;
    }

    /// <summary>Sends what the run has answered; an empty 200 when it has not.</summary>
    /// <param name="session">The session the client brought, whose cookie may need renewal.</param>
    /// <param name="runId">The run's id, for the log; empty when there was no run.</param>
    /// <param name="cancellationToken">Cancelled when the client goes away.</param>
    public ValueTask SendAsync(SessionTicket? session, string runId, CancellationToken cancellationToken)
    {
        if (IsStreamed || context.Response.HasStarted)
            return default;

        if (!FinalStatus.IsValid(StatusCode))
        {
            var error = new RunError(RunErrorKind.Script, $"The answer's status {StatusCode} is not a final HTTP status (200 to 999).");
            LogBadStatus(logger, runId, StatusCode);
            Retract();
            ErrorAnswer.Write(this, runId, error, showDetails: false);
        }

        WriteHead();
        if (session is not null && SessionId is null && sessions.IsAging(session))
            sessions.Issue(context, session.SessionId);

        return FilePath is { } file ? new(FileAnswer.SendAsync(context, file, ContentType)) : SendBodyAsync(cancellationToken);
    }

    private void WriteHead()
    {
        var response = context.Response;
        response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
            ResponseHeader.Append(response.Headers, name, value, logger);
        if (ContentType is not null)
            response.ContentType = ResponseHeader.ToAscii(ContentType);
    }

    private ValueTask SendBodyAsync(CancellationToken cancellationToken)
    {
        if (!FinalStatus.AllowsBody(StatusCode))
            return default;

        context.Response.ContentLength = Body.Length;
        if (Body.Length == 0 || HttpMethods.IsHead(context.Request.Method))
            return default;

        // Nearly every body fits into the pipe at once; then nothing waits.
        var sending = context.Response.BodyWriter.WriteAsync(Body, cancellationToken);
        if (!sending.IsCompletedSuccessfully)
            return AwaitAsync(sending);
        _ = sending.Result;
        return default;

        static async ValueTask AwaitAsync(ValueTask<FlushResult> sending) => await sending.ConfigureAwait(false);
    }

    [LoggerMessage(2002, LogLevel.Warning, "Run {RunId} answered with status {StatusCode}, which is not a final HTTP status; 500 was sent.", EventName = "StatusNotFinal")]
    private static partial void LogBadStatus(ILogger logger, string runId, int statusCode);

    [LoggerMessage(2003, LogLevel.Warning, "A session was opened after the response had started; the client cannot be given its cookie.", EventName = "SessionTooLate")]
    private static partial void LogSessionTooLate(ILogger logger);
}
