namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary><c>{{break}}</c> or <c>{{continue}}</c>.</summary>
internal sealed class JumpNode(int position, bool isBreak) : Node(position)
{
    public bool IsBreak { get; } = isBreak;

    public override string Describe() => IsBreak ? "{{break}}" : "{{continue}}";
}
