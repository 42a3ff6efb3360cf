namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed record NilOperand(int Position) : Operand(Position);
