using System.Buffers;
using System.Collections.Frozen;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Replaces some characters and copies the others in runs.</summary>
internal sealed class ReplacementTable
{
    private readonly SearchValues<char> _replaced;
    private readonly FrozenDictionary<char, string> _replacements;

    public ReplacementTable(IReadOnlyDictionary<char, string> replacements)
    {
        _replaced = SearchValues.Create([.. replacements.Keys]);
        _replacements = replacements.ToFrozenDictionary();
    }

    public void Append(ReadOnlySpan<char> text, TextBuffer output)
    {
        for (var index = text.IndexOfAny(_replaced); index >= 0; index = text.IndexOfAny(_replaced))
        {
            output.Append(text[..index]);
            output.Append(_replacements[text[index]]);
            text = text[(index + 1)..];
        }

        output.Append(text);
    }
}
