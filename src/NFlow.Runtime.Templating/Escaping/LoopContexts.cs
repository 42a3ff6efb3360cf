namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The contexts in which a loop is left or continued early.</summary>
internal sealed class LoopContexts(LoopContexts? outer)
{
    public LoopContexts? Outer { get; } = outer;

    public List<(EscapeContext Context, Parsing.Syntax.JumpNode Jump)> Jumps { get; } = [];
}
