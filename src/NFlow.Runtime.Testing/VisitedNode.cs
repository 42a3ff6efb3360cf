using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>What happened at one node of a run.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Name">What the author called it; its id when it has no name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Port">The port it chose; empty when it failed or was cancelled.</param>
/// <param name="Payload">The payload after it; of kind <see cref="JsonValueKind.Undefined"/> when it failed or was cancelled.</param>
/// <param name="IsWaiting">Whether the run waits here.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record VisitedNode(string Id, string Name, string Type, string Port, JsonElement Payload, bool IsWaiting, RunError? Error)
{
    /// <summary>Whether the node has a name or id.</summary>
    /// <param name="nameOrId">Name or id.</param>
    /// <returns>True when it is this one.</returns>
    public bool IsCalled(string nameOrId) => Name == nameOrId || Id == nameOrId;

    /// <inheritdoc/>
    public override string ToString() => Port.Length == 0 ? Name : $"{Name} → {Port}";
}
