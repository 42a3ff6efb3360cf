using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed record ConstantOperand(int Position, TemplateValue Value) : Operand(Position);
