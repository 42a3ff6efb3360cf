namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed class NodeList(IReadOnlyList<Node> nodes)
{
    public IReadOnlyList<Node> Nodes { get; } = nodes;

    /// <summary>Whether there is nothing but white space; such a definition yields to another of the same name.</summary>
    public bool IsBlank => Nodes.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));
}
