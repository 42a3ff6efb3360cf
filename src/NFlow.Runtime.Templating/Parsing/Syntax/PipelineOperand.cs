namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>A pipeline in parentheses.</summary>
internal sealed record PipelineOperand(int Position, Pipeline Pipeline) : Operand(Position)
{
    public override bool IsExecutable => true;
}
