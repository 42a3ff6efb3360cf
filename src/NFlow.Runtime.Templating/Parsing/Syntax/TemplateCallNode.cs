namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed class TemplateCallNode(int position, string name, Pipeline? argument) : Node(position)
{
    public string Name { get; } = name;

    public Pipeline? Argument { get; } = argument;

    public override string Describe() => "{{template}}";
}
