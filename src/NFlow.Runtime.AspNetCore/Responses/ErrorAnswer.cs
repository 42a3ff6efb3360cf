using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NFlow.Runtime.AspNetCore.Schemas;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Responses;

/// <summary>The one place where a failed run becomes an HTTP answer.</summary>
internal static class ErrorAnswer
{
    public static void Write(WorkflowResponse response, string runId, RunError error, bool showDetails)
    {
        if (!response.TryAnswer(StatusOf(error), "application/json"))
            return;

        if (RetryAfterOf(error) is { } retryAfter)
            response.SetHeader("Retry-After", ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

        using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            json.WriteStartObject();
            WriteMembers(json, runId, error);
            if (showDetails)
                WriteDetails(json, error);
            json.WriteEndObject();
        }

        response.BodyWriter.GetSpan(1)[0] = (byte)'\n';
        response.BodyWriter.Advance(1);
    }

    private static int StatusOf(RunError error) => error.Kind switch
    {
        RunErrorKind.NotFound => StatusCodes.Status404NotFound,
        RunErrorKind.AuthenticationRequired => StatusCodes.Status401Unauthorized,
        RunErrorKind.ResumeRefused => StatusCodes.Status409Conflict,
        RunErrorKind.BadRequest => error.Exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest,
        RunErrorKind.Limit => StatusCodes.Status408RequestTimeout,
        RunErrorKind.AppUnavailable or RunErrorKind.Busy or RunErrorKind.Killed or RunErrorKind.Stopping or RunErrorKind.Storage => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>A killed run is over for good; every other 503 is worth another try.</summary>
    private static TimeSpan? RetryAfterOf(RunError error) => error.Kind switch
    {
        RunErrorKind.Busy or RunErrorKind.AppUnavailable or RunErrorKind.Stopping or RunErrorKind.Storage => error.RetryAfter ?? TimeSpan.FromSeconds(1),
        _ => error.RetryAfter,
    };

    private static void WriteMembers(Utf8JsonWriter json, string runId, RunError error)
    {
        switch (error.Kind)
        {
            case RunErrorKind.NotFound:
                json.WriteNumber("code"u8, StatusCodes.Status404NotFound);
                json.WriteString("message"u8, "not found"u8);
                break;
            case RunErrorKind.AuthenticationRequired:
                json.WriteString("error"u8, "authentication required"u8);
                break;
            case RunErrorKind.StarterIsNotAStep:
                json.WriteString("error"u8, "Starter can not run with play button"u8);
                break;
            case RunErrorKind.UnknownStepType:
                json.WriteString("error"u8, "Type node not found"u8);
                json.WriteString("type"u8, error.NodeType ?? "");
                break;
            case RunErrorKind.Killed:
                json.WriteString("message"u8, "process killed"u8);
                break;
            case RunErrorKind.Limit:
                json.WriteString("message"u8, error.Message);
                break;
            default:
                json.WriteString("message"u8, error.Message);
                if (error.Exception is SchemaViolationException { Violations: var violations })
                    WriteViolations(json, violations);
                if (runId.Length > 0)
                    json.WriteString("wid"u8, runId);
                break;
        }
    }

    private static void WriteViolations(Utf8JsonWriter json, IReadOnlyList<SchemaViolation> violations)
    {
        json.WriteStartArray("violations"u8);
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, violation.Path);
            json.WriteString("message"u8, violation.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDetails(Utf8JsonWriter json, RunError error)
    {
        json.WriteString("kind"u8, error.Kind.ToString());
        if (error.Flow is not null)
            json.WriteString("flow"u8, error.Flow);
        if (error.NodeId is not null)
            json.WriteString("node"u8, error.NodeId);
        if (error.Detail is not null)
            json.WriteString("detail"u8, error.Detail);
        if (error.Exception is not null)
            json.WriteString("exception"u8, error.Exception.ToString());
    }
}
