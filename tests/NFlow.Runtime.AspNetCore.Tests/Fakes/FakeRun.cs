using System.Text;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>What a fake run has in its hands.</summary>
internal sealed record FakeRun(WorkflowRequest Request, WorkflowResponse Response, IServiceProvider Services, CancellationToken Aborted)
{
    /// <summary>Answers 200 with text and completes.</summary>
    public ValueTask<RunOutcome> Answer(string text, int status = 200, string contentType = "text/plain; charset=UTF-8")
    {
        if (Response.TryAnswer(status, contentType))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            bytes.CopyTo(Response.BodyWriter.GetSpan(bytes.Length));
            Response.BodyWriter.Advance(bytes.Length);
        }

        return new(RunOutcome.Completed);
    }
}
