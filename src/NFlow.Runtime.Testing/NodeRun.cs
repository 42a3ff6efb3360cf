using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>What one node did with one payload.</summary>
public sealed class NodeRun
{
    internal NodeRun(VisitedNode node, WorkflowResponse response, IReadOnlyList<ScriptLogLine> log)
    {
        Node = node;
        Response = response;
        Log = log;
    }

    /// <summary>The node with its port, payload and error.</summary>
    public VisitedNode Node { get; }

    /// <summary>The port it chose; empty when it failed.</summary>
    public string Port => Node.Port;

    /// <summary>The payload after it; of kind <see cref="JsonValueKind.Undefined"/> when it failed.</summary>
    public JsonElement Payload => Node.Payload;

    /// <summary>Why it failed; null when it did not.</summary>
    public RunError? Error => Node.Error;

    /// <summary>What it answered, if it did.</summary>
    public WorkflowResponse Response { get; }

    /// <summary>The answer's body as text.</summary>
    public string Body => Encoding.UTF8.GetString(Response.Body.Span);

    /// <summary>What its script wrote with <c>console</c>.</summary>
    public IReadOnlyList<ScriptLogLine> Log { get; }

    /// <inheritdoc/>
    public override string ToString() => Error is { } error ? $"{Node.Name} ✗ {error.Message}" : Node.ToString();
}
