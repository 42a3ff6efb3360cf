using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>A node as part of a template in a certain context.</summary>
internal readonly record struct NodeKey(TemplateKey Template, Node Node)
{
    public bool Equals(NodeKey other) => ReferenceEquals(Node, other.Node) && Template == other.Template;

    // Few templates are used in several contexts: the node says enough.
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Node);
}
