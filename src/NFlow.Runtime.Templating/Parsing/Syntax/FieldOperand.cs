namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary><c>.a.b</c></summary>
internal sealed record FieldOperand(int Position, IReadOnlyList<string> Names) : Operand(Position)
{
    public override bool IsExecutable => true;
}
