namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed record DotOperand(int Position) : Operand(Position);
