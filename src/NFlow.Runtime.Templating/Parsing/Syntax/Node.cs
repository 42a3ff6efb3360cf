namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>A piece of a parsed template. Compared by reference: two equal texts are two places.</summary>
internal abstract class Node(int position)
{
    /// <summary>The offset in the source.</summary>
    public int Position { get; } = position;

    /// <summary>The word by which error messages call it.</summary>
    public virtual string Describe() => "an action";
}
