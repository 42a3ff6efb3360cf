using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Why a worker process ended, in words for the client and for the operator.</summary>
/// <param name="Reason">One word, for metrics.</param>
/// <param name="Error">What the run that had the worker fails with.</param>
internal sealed record WorkerDeath(string Reason, RunError Error)
{
    private const string Ended = "The script ended its worker process.";

    /// <summary>The server ended the worker because its run passed a limit.</summary>
    public static WorkerDeath PassedLimit(string limit, long value, long used) =>
        new("limit", LimitFailure.Create(new LimitExcess(limit, value, used)).Error);

    /// <summary>The server ended the worker because it did not keep to the protocol.</summary>
    public static WorkerDeath BrokeProtocol(string detail) =>
        new("protocol", new RunError(RunErrorKind.Script, Ended) { Detail = detail });

    /// <summary>The server ended the worker because its run was told to stop and did not.</summary>
    public static WorkerDeath DidNotStop { get; } = new("stop", new RunError(RunErrorKind.Script, Ended) { Detail = "The script did not stop when it was told to." });

    /// <summary>The worker has done its share of runs, or cannot serve another.</summary>
    public static WorkerDeath Retired { get; } = new("recycled", new RunError(RunErrorKind.Script, Ended));

    /// <summary>The server stops.</summary>
    public static WorkerDeath Stopping { get; } = new("stopping", new RunError(RunErrorKind.Stopping, "The server is stopping."));

    /// <summary>The worker ended by itself, or somebody else ended it.</summary>
    public static WorkerDeath Crashed(int exitCode, string lastWords, long maxMemoryBytes, int maxDepth)
    {
        if (lastWords.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || lastWords.Contains("OutOfMemoryException", StringComparison.Ordinal))
            return PassedLimit(LimitNames.WorkerMemory, maxMemoryBytes, maxMemoryBytes);
        if (lastWords.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase) || lastWords.Contains("InsufficientExecutionStack", StringComparison.Ordinal))
            return PassedLimit(LimitNames.Stack, maxDepth, maxDepth);
        var line = lastWords.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        return new("crash", new RunError(RunErrorKind.Script, Ended) { Detail = $"exit code {exitCode}: {(end < 0 ? line : line[..end])}" });
    }
}
