using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary><c>console</c>: lines for the host's log, free of control characters; the run's logger bounds their length.</summary>
internal sealed partial class ConsoleApi : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        var values = new HostParameter("...values", "any[]");
        Add("log", LogLevel.Information);
        Add("error", LogLevel.Error);
        Add("warn", LogLevel.Warning);
        Add("info", LogLevel.Information);
        Add("debug", LogLevel.Debug);
        surface.Function("$log", call => Write(call, call.GetText(0) switch
        {
            "error" => LogLevel.Error,
            "warn" => LogLevel.Warning,
            "debug" => LogLevel.Debug,
            _ => LogLevel.Information,
        }, 1), "Writes to the log.", "void", new HostParameter("level", "string"), values);

        void Add(string name, LogLevel level) =>
            surface.Function($"console.{name}", call => Write(call, level, 0), $"Writes a line to the host's log at level {level}; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in.", "void", values);
    }

    private static HostValue Write(HostCall call, LogLevel level, int first)
    {
        var logger = call.Run.Logger;
        if (!logger.IsEnabled(level))
            return HostValue.Undefined;

        var left = (logger as RunLogger)?.Left ?? int.MaxValue;
        if (left > 0)
            LogLine(logger, level, ConsoleFormat.Format(call, first, left), call.Run.RunId, call.Run.Flow.Name, call.Run.Node?.Id);
        return HostValue.Undefined;
    }

    [LoggerMessage(EventId = 1421, EventName = "ScriptLog", Message = "{Text} (run {RunId}, flow '{Flow}', node {NodeId})")]
    private static partial void LogLine(ILogger logger, LogLevel level, string text, string runId, string flow, string? nodeId);
}
