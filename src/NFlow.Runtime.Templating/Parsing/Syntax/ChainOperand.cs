namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>Fields of a parenthesised pipeline or of a function's result.</summary>
internal sealed record ChainOperand(int Position, Operand Target, IReadOnlyList<string> Names) : Operand(Position)
{
    public override bool IsExecutable => true;
}
