namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed class TextNode(int position, string text) : Node(position)
{
    public string Text { get; } = text;

    public override string Describe() => "text";
}
