using NFlow.Runtime.Execution;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Testing;

/// <summary>A recorded run in the terms of a test's run.</summary>
internal static class RecordedPath
{
    public static string Draw(RecordedRun run) => PathDrawing.Draw([.. run.Nodes.Select(Visit)], Outcome(run));

    public static RunOutcome Outcome(RecordedRun run) => run.Status switch
    {
        RunStatus.Failed => RunOutcome.Failed(new RunError(run.ErrorKind ?? RunErrorKind.Step, run.Error ?? "")),
        RunStatus.Waiting => RunOutcome.Waiting,
        RunStatus.Completed => RunOutcome.Completed,
        _ => RunOutcome.Cancelled,
    };

    private static VisitedNode Visit(RecordedNode node) => new(
        node.Id, node.Name.Length == 0 ? node.Id : node.Name, node.Type, node.Port, node.Payload ?? default, node.IsWaiting,
        node.Error is { } error ? new RunError(RunErrorKind.Step, error) : null);
}
