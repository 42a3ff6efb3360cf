using System.Buffers;
using System.Collections.Frozen;

namespace NFlow.Runtime.Templating.Escaping.Transitions;

internal static class JsTransitions
{
    private const string WhiteSpace =
        "\f\n\r\t\v \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    private static readonly SearchValues<char> TokenStarts = SearchValues.Create("\"`'/{}<-#");

    private static readonly FrozenSet<string> KeywordsBeforeRegexp = FrozenSet.Create(
        StringComparer.Ordinal,
        "break", "case", "continue", "delete", "do", "else", "finally", "in", "instanceof", "return", "throw", "try", "typeof", "void");

    public static EscapeContext Script(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var i = text.IndexOfAny(TokenStarts);
        if (i < 0)
        {
            consumed = text.Length;
            return context with { Slash = SlashAfter(text, context.Slash) };
        }

        context = context with { Slash = SlashAfter(text[..i], context.Slash) };
        var rest = text[i..];
        consumed = i + 1;
        switch (text[i])
        {
            case '"':
                return context with { State = HtmlState.JsDoubleQuoted, Slash = SlashMeaning.Regexp };
            case '\'':
                return context with { State = HtmlState.JsSingleQuoted, Slash = SlashMeaning.Regexp };
            case '`':
                return context with { State = HtmlState.JsTemplateLiteral, Slash = SlashMeaning.Regexp };
            case '/':
                return AfterSlash(context, text, i, ref consumed);
            case '<' when rest.StartsWith("<!--"):
                consumed = i + 4;
                return context with { State = HtmlState.JsHtmlOpenComment };
            case '-' when rest.StartsWith("-->"):
                consumed = i + 3;
                return context with { State = HtmlState.JsHtmlCloseComment };
            case '#' when rest.StartsWith("#!"):
                consumed = i + 2;
                return context with { State = HtmlState.JsLineComment };
            case '{' or '}':
                return AfterBrace(context, isOpening: text[i] == '{');
            default:
                return context;
        }
    }

    public static EscapeContext Delimited(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var specials = context.State switch
        {
            HtmlState.JsSingleQuoted => "\\'",
            HtmlState.JsRegexp => "\\/[]",
            _ => "\\\"",
        };
        var inCharset = false;
        for (var i = Transition.IndexOfAny(text, 0, specials); i >= 0; i = Transition.IndexOfAny(text, i + 1, specials))
        {
            switch (text[i])
            {
                case '\\':
                    if (++i == text.Length)
                    {
                        consumed = text.Length;
                        return EscapeContext.Failed("unfinished escape sequence in a JavaScript string");
                    }

                    break;
                case '[':
                    inCharset = true;
                    break;
                case ']':
                    inCharset = false;
                    break;
                case '/' when i > 0 && text[(i - 1)..].StartsWith("</script", StringComparison.OrdinalIgnoreCase):
                    break;
                default:
                    if (!inCharset)
                    {
                        consumed = i + 1;
                        return context with { State = HtmlState.Js, Slash = SlashMeaning.Division };
                    }

                    break;
            }
        }

        consumed = text.Length;
        return inCharset ? EscapeContext.Failed("unfinished character set in a JavaScript regular expression") : context;
    }

    public static EscapeContext TemplateLiteral(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = text.Length;
        for (var i = Transition.IndexOfAny(text, 0, "`\\$"); i >= 0; i = Transition.IndexOfAny(text, i + 1, "`\\$"))
        {
            switch (text[i])
            {
                case '\\' when ++i == text.Length:
                    return EscapeContext.Failed("unfinished escape sequence in a JavaScript template literal");
                case '$' when i + 1 < text.Length && text[i + 1] == '{':
                    consumed = i + 2;
                    return context.Braces?.Levels == BraceDepth.MaxLevels
                        ? EscapeContext.Failed($"JavaScript template literals nest deeper than {BraceDepth.MaxLevels}")
                        : context with { State = HtmlState.Js, Braces = new BraceDepth(context.Braces, 0), Slash = SlashMeaning.Regexp };
                case '`':
                    consumed = i + 1;
                    return context with { State = HtmlState.Js, Slash = SlashMeaning.Division };
            }
        }

        return context;
    }

    /// <summary>What a slash means after a run of tokens that holds no strings, comments and regular expressions.</summary>
    public static SlashMeaning SlashAfter(ReadOnlySpan<char> tokens, SlashMeaning before)
    {
        tokens = tokens.TrimEnd(WhiteSpace);
        if (tokens.IsEmpty)
            return before;

        var last = tokens[^1];
        switch (last)
        {
            case '+' or '-':
                // "++" and "--" end an operand, "+" and "-" do not; "---" is "-- -".
                var run = tokens.Length - tokens.TrimEnd(last).Length;
                return run % 2 == 1 ? SlashMeaning.Regexp : SlashMeaning.Division;
            case '.':
                return tokens.Length > 1 && char.IsAsciiDigit(tokens[^2]) ? SlashMeaning.Division : SlashMeaning.Regexp;
            case ',' or '<' or '>' or '=' or '*' or '%' or '&' or '|' or '^' or '?' or '!' or '~' or '(' or '[' or ':' or ';' or '{' or '}':
                return SlashMeaning.Regexp;
        }

        var word = tokens.Length;
        while (word > 0 && IsIdentifierPart(tokens[word - 1]))
            word--;
        return tokens.Length - word <= 10 && KeywordsBeforeRegexp.Contains(tokens[word..].ToString())
            ? SlashMeaning.Regexp
            : SlashMeaning.Division;
    }

    public static bool IsIdentifierPart(char value) => char.IsAsciiLetterOrDigit(value) || value is '_' or '$';

    private static EscapeContext AfterSlash(EscapeContext context, ReadOnlySpan<char> text, int slash, ref int consumed)
    {
        var next = slash + 1 < text.Length ? text[slash + 1] : '\0';
        if (next is '/' or '*')
        {
            consumed = slash + 2;
            return context with { State = next == '/' ? HtmlState.JsLineComment : HtmlState.JsBlockComment };
        }

        return context.Slash switch
        {
            SlashMeaning.Regexp => context with { State = HtmlState.JsRegexp },
            SlashMeaning.Division => context with { Slash = SlashMeaning.Regexp },
            _ => EscapeContext.Failed("'/' could start a division or a regular expression"),
        };
    }

    private static EscapeContext AfterBrace(EscapeContext context, bool isOpening)
    {
        var after = context with { Slash = SlashMeaning.Regexp };
        if (context.Braces is not { } braces)
            return after;
        if (isOpening)
            return after with { Braces = braces with { Open = braces.Open + 1 } };
        return braces.Open > 0
            ? after with { Braces = braces with { Open = braces.Open - 1 } }
            : context with { State = HtmlState.JsTemplateLiteral, Braces = braces.Outer };
    }
}
