namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>A pipeline whose value is printed, or assigned when the pipeline declares variables.</summary>
internal sealed class ActionNode(int position, Pipeline pipeline) : Node(position)
{
    public Pipeline Pipeline { get; } = pipeline;
}
