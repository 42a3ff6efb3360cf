using System.Runtime.CompilerServices;
using Acornima;
using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A program made of an author's text with more text in between, whose places are called by the author's lines and columns. Immutable.</summary>
/// <remarks>What is put in between has no line ends, so that only columns differ.</remarks>
internal sealed class ProgramText
{
    private readonly string _text;
    private readonly int[] _ends;

    /// <summary>Characters that the first so many insertions have together.</summary>
    private readonly int[] _inserted;

    /// <param name="text">The program.</param>
    /// <param name="insertions">What was put in between, in order: where it ends in the program, and how long it is.</param>
    public ProgramText(string text, IReadOnlyList<(int End, int Length)> insertions)
    {
        _text = text;
        _ends = [.. insertions.Select(static insertion => insertion.End)];
        var sum = 0;
        _inserted = [0, .. insertions.Select(insertion => sum += insertion.Length)];
    }

    /// <summary>Prepares the program; every place of it that an error may name is one of the author's text.</summary>
    /// <exception cref="ScriptPreparationException">It does not compile; the exception names a place of the program.</exception>
    public Prepared<Script> Prepare(string name, ScriptPreparationOptions options)
    {
        var prepared = Engine.PrepareScript(_text, name, strict: false, options);
        if (_ends.Length > 0)
            Relocate(prepared.Program!);
        return prepared;
    }

    /// <summary>The author's column for a place of the program, both from 0.</summary>
    /// <param name="position">Characters of the program in front of it.</param>
    /// <param name="column">Its column in the program.</param>
    /// <returns>For a place inside what was put in between, the place where that stands.</returns>
    public int ColumnOf(int position, int column) => column - (InsertedBefore(position) - InsertedBefore(position - column));

    private void Relocate(Node root)
    {
        // A property in short form has one node for its name and its value.
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            // The parser's nodes can be given a place only when they are made; nobody else has these yet.
            ref var location = ref Unsafe.AsRef(in node.LocationRef);
            location = location.WithPosition(AsAuthored(location.Start, node.Start), AsAuthored(location.End, node.End));
            foreach (var child in node.ChildNodes)
                open.Push(child);
        }
    }

    private Position AsAuthored(Position place, int position) => Position.From(place.Line, ColumnOf(position, place.Column));

    /// <summary>Characters in front of a position that are not the author's.</summary>
    private int InsertedBefore(int position)
    {
        var index = Array.BinarySearch(_ends, position);
        var whole = index < 0 ? ~index : index + 1;
        if (whole == _ends.Length)
            return _inserted[whole];
        var start = _ends[whole] - (_inserted[whole + 1] - _inserted[whole]);
        return _inserted[whole] + Math.Max(0, position - start);
    }
}
