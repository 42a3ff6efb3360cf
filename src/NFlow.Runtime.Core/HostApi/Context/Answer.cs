using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>The rules every response form shares: the first one wins, a fork answers nobody, a body has a limit, a body that fails is taken back.</summary>
internal sealed partial class Answer(IOptions<NFlowOptions> options)
{
    /// <summary>Claims the answer.</summary>
    /// <returns>False when somebody answered before, or when the run is a fork; the caller then does nothing.</returns>
    public bool TryBegin(HostCall call, int statusCode, string? contentType, [NotNullWhen(true)] out IBufferWriter<byte>? body)
    {
        body = null;
        if (!MayAnswer(call))
            return false;
        call.Run.Response.TryAnswer(statusCode, contentType);
        body = new BoundedBufferWriter(call.Run.Response.BodyWriter, options.Value.Limits.MaxResponseBytes);
        return true;
    }

    /// <summary>Claims an answer that has no body.</summary>
    public static bool TryBegin(HostCall call, int statusCode)
    {
        if (!MayAnswer(call))
            return false;
        call.Run.Response.TryAnswer(statusCode, null);
        return true;
    }

    /// <summary>Whether the run has somebody to answer who has no answer yet; logs when not.</summary>
    public static bool MayAnswer(HostCall call)
    {
        if (call.Run.IsFork)
        {
            LogAnswerOfFork(call.Run.Logger, call.FunctionName, call.Run.RunId);
            return false;
        }

        if (!call.Run.Response.IsAnswered)
            return true;
        LogSecondAnswer(call.Run.Logger, call.FunctionName, call.Run.RunId, call.Run.Node?.Id);
        return false;
    }

    /// <summary>Whether headers can still be set; logs when not.</summary>
    public static bool MaySetHeaders(HostCall call)
    {
        if (!call.Run.IsFork)
            return true;
        LogAnswerOfFork(call.Run.Logger, call.FunctionName, call.Run.RunId);
        return false;
    }

    /// <summary>An HTTP status argument.</summary>
    public static int Status(HostCall call, int index) => (int)call.RequireInteger(index, 200, 999);

    [LoggerMessage(EventId = 1411, EventName = "SecondAnswer", Level = LogLevel.Warning, Message = "{Function} of run {RunId} at node {NodeId} was ignored: the run has already answered.")]
    private static partial void LogSecondAnswer(ILogger logger, string function, string runId, string? nodeId);

    [LoggerMessage(EventId = 1412, EventName = "AnswerOfFork", Level = LogLevel.Debug, Message = "{Function} of run {RunId} was ignored: a fork has nobody to answer.")]
    private static partial void LogAnswerOfFork(ILogger logger, string function, string runId);
}
