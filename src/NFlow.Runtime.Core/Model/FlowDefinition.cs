using System.Collections.Frozen;

namespace NFlow.Runtime.Model;

/// <summary>One tab of an app: a set of connected nodes. Immutable; safe to share between threads.</summary>
public sealed class FlowDefinition
{
    private readonly FrozenDictionary<string, NodeDefinition> _nodes;

    internal FlowDefinition(string name, IReadOnlyList<NodeDefinition> nodes)
    {
        Name = name;
        Nodes = nodes;
        _nodes = nodes.ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
    }

    /// <summary>The flow's name; may be empty.</summary>
    public string Name { get; }

    /// <summary>The flow's nodes, in document order.</summary>
    public IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <summary>Finds a node by id.</summary>
    /// <param name="nodeId">Node id.</param>
    /// <returns>The node, or null when the flow has none of that id.</returns>
    public NodeDefinition? Find(string nodeId) => _nodes.GetValueOrDefault(nodeId);
}
