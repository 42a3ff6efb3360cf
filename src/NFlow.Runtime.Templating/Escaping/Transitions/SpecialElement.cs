namespace NFlow.Runtime.Templating.Escaping.Transitions;

/// <summary>The elements whose body ends only at their own end tag.</summary>
internal static class SpecialElement
{
    private const string Separators = "> \t\n\f/";

    /// <summary>Moves to the end tag of a raw text element, or over everything.</summary>
    public static EscapeContext End(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var end = IndexOfEnd(context, text, 0);
        consumed = end < 0 ? text.Length : end;
        return end < 0 ? context : default;
    }

    /// <summary>The index of the end tag of the element the context is in, or -1.</summary>
    public static int IndexOfEnd(EscapeContext context, ReadOnlySpan<char> text, int start)
    {
        // </script> in a literal of a script does not end it: it is escaped.
        if (context.Element == ElementKind.Script && (context.State.IsScriptLiteral() || context.State.IsComment()))
            return -1;

        var name = context.Element switch
        {
            ElementKind.Script => "script",
            ElementKind.Style => "style",
            ElementKind.TextArea => "textarea",
            ElementKind.Title => "title",
            _ => null,
        };
        return name is null ? -1 : IndexOfEndTag(text, start, name);
    }

    private static int IndexOfEndTag(ReadOnlySpan<char> text, int start, string name)
    {
        while (text[start..].IndexOf("</") is var index and >= 0)
        {
            var tag = start + index;
            var rest = text[(tag + 2)..];
            if (rest.Length > name.Length && rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && Separators.Contains(rest[name.Length]))
                return tag;
            start = tag + 2;
        }

        return -1;
    }
}
