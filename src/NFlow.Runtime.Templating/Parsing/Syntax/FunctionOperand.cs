namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed record FunctionOperand(int Position, string Name) : Operand(Position)
{
    public override bool IsExecutable => true;
}
