using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Globals;

/// <summary><c>console</c>: lines for the host's log, free of control characters and bounded in length per run.</summary>
internal sealed partial class ConsoleApi(IOptions<NFlowOptions> options) : IHostApi
{
    private const string BudgetKey = "nflow$log";

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

    private HostValue Write(HostCall call, LogLevel level, int first)
    {
        var logger = call.Run.Logger;
        if (!logger.IsEnabled(level))
            return HostValue.Undefined;

        var budget = Budget(call.Run);
        if (budget.Left <= 0)
            return HostValue.Undefined;
        var text = ConsoleFormat.Format(call, first, budget.Left);
        budget.Left -= text.Length + 1;
        LogLine(logger, level, text, call.Run.RunId, call.Run.Flow.Name, call.Run.Node?.Id);
        if (budget.Left <= 0)
            LogBudgetSpent(logger, call.Run.RunId, options.Value.Limits.MaxLogLength);
        return HostValue.Undefined;
    }

    private LogBudget Budget(RunContext run)
    {
        if (run.Items.TryGetValue(BudgetKey, out var value) && value is LogBudget budget)
            return budget;
        budget = new LogBudget { Left = options.Value.Limits.MaxLogLength };
        run.Items[BudgetKey] = budget;
        return budget;
    }

    [LoggerMessage(EventId = 1421, EventName = "ScriptLog", Message = "{Text} (run {RunId}, flow '{Flow}', node {NodeId})")]
    private static partial void LogLine(ILogger logger, LogLevel level, string text, string runId, string flow, string? nodeId);

    [LoggerMessage(EventId = 1422, EventName = "ScriptLogLimit", Level = LogLevel.Warning, Message = "Run {RunId} has written {Limit} characters to the log; the rest of its output is dropped.")]
    private static partial void LogBudgetSpent(ILogger logger, string runId, int limit);

    private sealed class LogBudget
    {
        public int Left { get; set; }
    }
}
