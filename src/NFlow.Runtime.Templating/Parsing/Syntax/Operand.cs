namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>A term of a command.</summary>
internal abstract record Operand(int Position)
{
    /// <summary>Whether it can take the value piped into it: constants cannot.</summary>
    public virtual bool IsExecutable => false;
}
