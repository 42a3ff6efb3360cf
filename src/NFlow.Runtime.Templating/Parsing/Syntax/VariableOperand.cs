namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary><c>$x</c> or <c>$x.a.b</c></summary>
internal sealed record VariableOperand(int Position, string Name, IReadOnlyList<string> Fields) : Operand(Position)
{
    public override bool IsExecutable => true;
}
