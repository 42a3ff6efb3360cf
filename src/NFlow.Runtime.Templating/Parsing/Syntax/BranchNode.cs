namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary><c>{{if}}</c> or <c>{{with}}</c>, with every <c>{{else if}}</c> as a further arm.</summary>
internal sealed class BranchNode(int position, bool isWith, IReadOnlyList<BranchArm> arms, NodeList? otherwise) : Node(position)
{
    public bool IsWith { get; } = isWith;

    public IReadOnlyList<BranchArm> Arms { get; } = arms;

    public NodeList? Otherwise { get; } = otherwise;

    public override string Describe() => IsWith ? "{{with}}" : "{{if}}";
}
