using System.Text;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>A path as one line of text: <c>Ask → (output_1) Check → (output_2) Refuse ✗ ReferenceError: x is not defined</c>.</summary>
internal static class PathDrawing
{
    public static string Draw(IReadOnlyList<VisitedNode> nodes, RunOutcome outcome)
    {
        var text = new StringBuilder();
        for (var i = 0; i < nodes.Count; i++)
        {
            text.Append(nodes[i].Name);
            if (i < nodes.Count - 1)
                text.Append(" → (").Append(nodes[i].Port).Append(") ");
        }

        if (nodes.Count == 0)
            text.Append("(no node)");
        return text.Append(End(nodes, outcome)).ToString();
    }

    private static string End(IReadOnlyList<VisitedNode> nodes, RunOutcome outcome) => outcome.Status switch
    {
        RunStatus.Completed => nodes.Count == 0 ? "" : $" → ({nodes[^1].Port}) end",
        RunStatus.Waiting => " ⏸ waits",
        RunStatus.Cancelled => " ✗ cancelled",
        _ => $" ✗ {outcome.Error?.Message}{At(nodes, outcome.Error)}",
    };

    /// <summary>Says where it failed when that is not the node drawn last.</summary>
    private static string At(IReadOnlyList<VisitedNode> nodes, RunError? error) =>
        error?.NodeId is { } id && (nodes.Count == 0 || nodes[^1].Id != id) ? $" (at node {id})" : "";
}
