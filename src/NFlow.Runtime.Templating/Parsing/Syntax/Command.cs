namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>An operand and its arguments.</summary>
internal sealed record Command(int Position, Operand Head, IReadOnlyList<Operand> Arguments);
