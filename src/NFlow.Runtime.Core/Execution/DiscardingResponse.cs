using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Execution;

/// <summary>The response of a fork: nobody listens. Every attempt to answer is logged and does nothing.</summary>
internal sealed partial class DiscardingResponse(ILogger logger) : WorkflowResponse
{
    public override bool TryAnswer(int statusCode, string? contentType)
    {
        AnswerDiscarded(logger, statusCode);
        return false;
    }

    public override void AddHeader(string name, string value)
    {
    }

    public override void SetHeader(string name, string value)
    {
    }

    public override void IssueSession(string sessionId)
    {
    }

    public override ValueTask<Stream?> StartStreamAsync(int statusCode, string contentType, CancellationToken cancellationToken)
    {
        AnswerDiscarded(logger, statusCode);
        return new((Stream?)null);
    }

    [LoggerMessage(1004, LogLevel.Warning, "A fork tried to answer with status {Status}; a fork has no client, the answer is dropped.", EventName = "AnswerDiscarded")]
    private static partial void AnswerDiscarded(ILogger logger, int status);
}
