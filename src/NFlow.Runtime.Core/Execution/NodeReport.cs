using System.Text.Json;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>What became of one node, for observers. Valid during the call only: the payload belongs to the run.</summary>
public readonly struct NodeReport
{
    private readonly Payload? _payload;

    internal NodeReport(NodeDefinition node, StepOutcome outcome, TimeSpan duration)
    {
        Node = node;
        Duration = duration;
        Error = outcome.Error;
        IsCancelled = outcome.IsCancelled;
        Port = outcome.Result.Port ?? "";
        _payload = outcome.Result.Payload;
    }

    /// <summary>The node.</summary>
    public NodeDefinition Node { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The port it chose; empty when it failed or was cancelled.</summary>
    public string Port { get; }

    /// <summary>The node the port leads to; null when the run ends or waits here.</summary>
    public NodeDefinition? Next => IsWaiting ? null : Node.Next(Port);

    /// <summary>Whether the run waits at this node.</summary>
    public bool IsWaiting => _payload?.AsksToWait ?? false;

    /// <summary>Why it failed; null when it did not.</summary>
    public RunError? Error { get; }

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled { get; }

    /// <summary>Payload after the node. Computed on demand, which costs a conversion.</summary>
    /// <returns>The payload; of kind <see cref="JsonValueKind.Undefined"/> when the node failed or was cancelled.</returns>
    public JsonElement ReadPayload() => _payload?.ToJson() ?? default;

    /// <summary>Payload after the node as JSON text, which may be kept beyond the run; empty when there is none.</summary>
    internal byte[] ReadPayloadText() => _payload?.ToUtf8Json() ?? [];
}
