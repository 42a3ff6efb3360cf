using Acornima.Ast;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Finds nesting that later, recursive passes over a tree could not survive. Itself not recursive.</summary>
internal static class SyntaxDepth
{
    /// <summary>Levels a tree may have; a chain of operators or calls counts one for each.</summary>
    public const int Max = 256;

    /// <summary>The first node that is nested too deeply; null when there is none.</summary>
    public static Node? FindTooDeep(Node root)
    {
        var open = new Stack<(Node Node, int Depth)>();
        open.Push((root, 0));
        while (open.TryPop(out var current))
        {
            if (current.Depth > Max)
                return current.Node;
            foreach (var child in current.Node.ChildNodes)
                open.Push((child, current.Depth + 1));
        }

        return null;
    }
}
