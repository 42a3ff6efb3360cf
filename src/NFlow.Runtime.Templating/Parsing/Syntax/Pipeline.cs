namespace NFlow.Runtime.Templating.Parsing.Syntax;

/// <summary>Commands joined by <c>|</c>, and the variables that take the result.</summary>
internal sealed class Pipeline(int position, IReadOnlyList<string> targets, bool isAssignment, IReadOnlyList<Command> commands)
{
    public int Position { get; } = position;

    public IReadOnlyList<string> Targets { get; } = targets;

    /// <summary>Whether existing variables are assigned (<c>=</c>) instead of new ones declared (<c>:=</c>).</summary>
    public bool IsAssignment { get; } = isAssignment;

    public IReadOnlyList<Command> Commands { get; } = commands;
}
