using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting;

/// <summary>What one execution of a script starts with.</summary>
/// <param name="Node">The node it runs for; its data, ports and ids become globals.</param>
/// <param name="PreviousNode">The node before it; null at the start.</param>
/// <param name="Payload">Value of the global <c>payload</c>.</param>
/// <param name="Next">Value of the global <c>next</c>.</param>
internal readonly record struct ScriptFrame(NodeDefinition Node, NodeDefinition? PreviousNode, Payload Payload, string Next)
{
    /// <summary>Further globals, set before the script runs (<c>auth_flag</c>, <c>box_name</c>, …); null for none.</summary>
    public IReadOnlyDictionary<string, HostValue>? Globals { get; init; }
}
