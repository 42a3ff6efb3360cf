using NFlow.Runtime.Templating.Escaping.Escapers;

namespace NFlow.Runtime.Templating.Escaping.Transitions;

/// <summary>Style sheets. Every string is treated as a URL, which is harmless for the others.</summary>
internal static class CssTransitions
{
    public static EscapeContext StyleSheet(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        for (var i = Transition.IndexOfAny(text, 0, "(\"'/"); i >= 0; i = Transition.IndexOfAny(text, i + 1, "(\"'/"))
        {
            consumed = i + 1;
            switch (text[i])
            {
                case '(' when EndsWithUrl(text[..i].TrimEnd(HtmlTransitions.Spaces)):
                    return AfterUrlParenthesis(context, text, i, out consumed);
                case '/' when i + 1 < text.Length && text[i + 1] is '/' or '*':
                    consumed = i + 2;
                    return context with { State = text[i + 1] == '/' ? HtmlState.CssLineComment : HtmlState.CssBlockComment };
                case '"':
                    return context with { State = HtmlState.CssDoubleQuoted };
                case '\'':
                    return context with { State = HtmlState.CssSingleQuoted };
            }
        }

        consumed = text.Length;
        return context;
    }

    public static EscapeContext Quoted(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var specials = context.State switch
        {
            HtmlState.CssDoubleQuoted or HtmlState.CssDoubleQuotedUrl => "\\\"",
            HtmlState.CssSingleQuoted or HtmlState.CssSingleQuotedUrl => "\\'",
            _ => "\\\t\n\f\r )",
        };

        var escape = 0;
        consumed = text.Length;
        for (var i = Transition.IndexOfAny(text, 0, specials); i >= 0; i = Transition.IndexOfAny(text, i + 1, specials))
        {
            if (text[i] != '\\')
            {
                consumed = i + 1;
                return context with { State = HtmlState.Css };
            }

            if (++i == text.Length)
                return EscapeContext.Failed("unfinished escape sequence in a CSS string");

            // Decoding from the escape before sees each of them whole.
            context = HtmlTransitions.Url(context, CssText.Decode(text[escape..(i + 1)]));
            escape = i - 1;
        }

        return HtmlTransitions.Url(context, CssText.Decode(text[escape..]));
    }

    private static EscapeContext AfterUrlParenthesis(EscapeContext context, ReadOnlySpan<char> text, int parenthesis, out int consumed)
    {
        consumed = HtmlTransitions.SkipSpaces(text, parenthesis + 1);
        var quote = consumed < text.Length ? text[consumed] : '\0';
        if (quote is not ('"' or '\''))
            return context with { State = HtmlState.CssUrl };
        consumed++;
        return context with { State = quote == '"' ? HtmlState.CssDoubleQuotedUrl : HtmlState.CssSingleQuotedUrl };
    }

    private static bool EndsWithUrl(ReadOnlySpan<char> text) =>
        text.EndsWith("url", StringComparison.OrdinalIgnoreCase) && (text.Length == 3 || !CssText.IsNameCharacter(text[^4]));
}
