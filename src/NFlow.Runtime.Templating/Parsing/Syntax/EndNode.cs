namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary><c>{{end}}</c> or <c>{{else}}</c>: ends a list of nodes and never becomes part of one.</summary>
internal sealed class EndNode(int position, bool isElse) : Node(position)
{
    public bool IsElse { get; } = isElse;

    public override string Describe() => IsElse ? "{{else}}" : "{{end}}";
}
