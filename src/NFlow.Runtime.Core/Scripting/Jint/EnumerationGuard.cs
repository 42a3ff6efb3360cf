using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Finds the syntax that lists every property of a value in one step of the engine, where no built-in could be checked: object spread, the
/// rest of an object pattern, <c>for in</c>. What must be inserted so that <see cref="CheckedEnumeration"/> looks first.
/// </summary>
internal sealed class EnumerationGuard
{
    private readonly List<(int Position, string Text)> _insertions = [];
    private int _withDepth;

    private EnumerationGuard()
    {
    }

    /// <summary>Whether a node is such syntax.</summary>
    public static bool IsNeededFor(Node node) => node switch
    {
        ForInStatement => true,
        ObjectExpression literal => literal.Properties.Any(static property => property is SpreadElement),
        ObjectPattern pattern => pattern.Properties.Any(static property => property is RestElement),
        _ => false,
    };

    /// <summary>The text to insert in a script, by position.</summary>
    /// <exception cref="ScriptException">The script could put something else in the place of what is inserted.</exception>
    public static IReadOnlyList<(int Position, string Text)> Find(Script tree, string name)
    {
        var guard = new EnumerationGuard();
        guard.Visit(tree, name);
        return guard._insertions;
    }

    private void Visit(Node node, string name)
    {
        if (node is Identifier { Name: var identifier } && identifier.StartsWith(CheckedEnumeration.Prefix, StringComparison.Ordinal))
            throw Refused(node, name, $"names that start with {CheckedEnumeration.Prefix} are reserved");
        if (_withDepth > 0 && IsNeededFor(node))
            throw Refused(node, name, "object spread, object rest and for-in are not supported inside 'with'; write them before it, or name the object instead of using 'with'");
        switch (node)
        {
            case ObjectExpression literal:
                foreach (var property in literal.Properties)
                    if (property is SpreadElement { Argument: not ObjectExpression } spread)
                        Wrap(spread.Argument, CheckedEnumeration.Spread);
                break;
            case ObjectPattern pattern:
                foreach (var property in pattern.Properties)
                    if (property is RestElement)
                        _insertions.Add((property.Start, $"[{CheckedEnumeration.Rest}]:{{}}=0,"));
                break;
            case ForInStatement loop:
                Wrap(loop.Right, CheckedEnumeration.Keys);
                break;
        }

        _withDepth += node is WithStatement ? 1 : 0;
        foreach (var child in node.ChildNodes)
            Visit(child, name);
        _withDepth -= node is WithStatement ? 1 : 0;
    }

    /// <summary>A sequence in parentheses becomes several arguments, the last of which is given back.</summary>
    private void Wrap(Node expression, string function)
    {
        _insertions.Add((expression.Start, function + "("));
        _insertions.Add((expression.End, ")"));
    }

    private static ScriptException Refused(Node node, string name, string reason) =>
        new($"SyntaxError: {reason}.", name, node.Location.Start.Line, node.Location.Start.Column + 1);
}
