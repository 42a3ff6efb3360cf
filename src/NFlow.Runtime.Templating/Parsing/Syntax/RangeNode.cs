namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed class RangeNode(int position, Pipeline pipeline, NodeList body, NodeList? otherwise) : Node(position)
{
    public Pipeline Pipeline { get; } = pipeline;

    public NodeList Body { get; } = body;

    public NodeList? Otherwise { get; } = otherwise;

    public override string Describe() => "{{range}}";
}
