using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Security;

/// <summary>Encrypts the sensitive values of JSON answers before they are sent. Present only when that is asked for.</summary>
/// <remarks>Answers that are streamed while the run goes on have left already; they are not touched.</remarks>
internal sealed partial class EncryptingWorkflowEngine(IWorkflowEngine inner, JsonEncryption encryption, ILogger<EncryptingWorkflowEngine> logger) : IWorkflowEngine
{
    public async ValueTask<RunReport> RunAsync(WorkflowRequest request, WorkflowResponse response, IServiceProvider services, CancellationToken cancellationToken)
    {
        var report = await inner.RunAsync(request, response, services, cancellationToken).ConfigureAwait(false);
        if (!response.IsAnswered || response.FilePath is not null || response.Body.IsEmpty || !IsJson(response.ContentType))
            return report;

        try
        {
            if (encryption.Encrypt(response.Body) is { } encrypted)
                response.ReplaceBody(encrypted);
            return report;
        }
        catch (JsonException exception)
        {
            // What cannot be searched must not leave unsearched.
            NotJson(logger, exception, report.RunId);
            response.Retract();
            return report with { Outcome = RunOutcome.Failed(new RunError(RunErrorKind.Step, "The answer could not be encrypted.") { Detail = "Its content type says JSON, but it is none." }) };
        }
    }

    private static bool IsJson(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(1601, LogLevel.Error, "Run {RunId}: the answer says it is JSON but is none; it was withheld, because its sensitive values could not be encrypted.", EventName = "AnswerNotJson")]
    private static partial void NotJson(ILogger logger, Exception exception, string runId);
}
