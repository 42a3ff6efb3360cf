using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>A run that has ended: its outcome, its answer and the path it took. Immutable.</summary>
public sealed class WorkflowTestRun
{
    internal WorkflowTestRun(RunReport report, WorkflowResponse response, IReadOnlyList<VisitedNode> nodes)
    {
        RunId = report.RunId;
        Outcome = report.Outcome;
        Response = response;
        Nodes = nodes;
    }

    /// <summary>The run's id; empty when no starter matched.</summary>
    public string RunId { get; }

    /// <summary>How the run ended.</summary>
    public RunOutcome Outcome { get; }

    /// <summary>The answer.</summary>
    public WorkflowResponse Response { get; }

    /// <summary>The nodes the run visited, in order. Forks are not part of it.</summary>
    public IReadOnlyList<VisitedNode> Nodes { get; }

    /// <summary>The names of the visited nodes, in order; the id of a node without name.</summary>
    public IReadOnlyList<string> Path => [.. Nodes.Select(node => node.Name)];

    /// <summary>The payload after the last node; of kind <see cref="JsonValueKind.Undefined"/> when no node completed.</summary>
    public JsonElement Payload => Nodes.LastOrDefault(node => node.Payload.ValueKind != JsonValueKind.Undefined)?.Payload ?? default;

    /// <summary>The answer's body as text.</summary>
    public string Body => Encoding.UTF8.GetString(Response.Body.Span);

    /// <summary>The visit of a node.</summary>
    /// <param name="nameOrId">Name or id of the node.</param>
    /// <returns>The last visit.</returns>
    /// <exception cref="InvalidOperationException">The run did not visit it; the message says where it went.</exception>
    public VisitedNode Node(string nameOrId) =>
        Nodes.LastOrDefault(node => node.Name == nameOrId || node.Id == nameOrId)
        ?? throw new InvalidOperationException($"The run did not visit '{nameOrId}'. It took: {string.Join(", ", Nodes)}.");

    /// <summary>The answer's body as JSON.</summary>
    /// <returns>The root element.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public JsonElement ReadJson() => JsonElement.Parse(Response.Body.Span);
}
