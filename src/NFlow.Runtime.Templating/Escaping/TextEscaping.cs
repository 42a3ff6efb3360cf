using System.Text;
using System.Text.RegularExpressions;
using NFlow.Runtime.Templating.Escaping.Transitions;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Follows the text between actions, drops its comments and escapes what a browser could misread.</summary>
internal static partial class TextEscaping
{
    /// <returns>The context after the text, and the text to write when it is another.</returns>
    public static (EscapeContext After, string? Replacement) Escape(EscapeContext context, string text)
    {
        var written = 0;
        var output = new StringBuilder();
        var cursor = new TokenCursor(text);
        while (cursor.Position < text.Length)
        {
            var start = cursor.Position;
            var next = cursor.Next(context);
            var end = cursor.Position;
            if (context.State is HtmlState.Text or HtmlState.RcData)
            {
                EscapeStrayBrackets(text, start, TextEnd(text, start, end, next.State != context.State), ref written, output);
            }
            else if (context.State.IsComment() && context.Delimiter == AttributeDelimiter.None)
            {
                if (context.State == HtmlState.JsBlockComment)
                    output.Append(text.AsSpan(written, end - written).ContainsAny("\n\r\u2028\u2029") ? '\n' : ' ');
                else if (context.State == HtmlState.CssBlockComment)
                    output.Append(' ');
                written = end;
            }

            if (next.State != context.State && next.State.IsComment() && next.Delimiter == AttributeDelimiter.None)
            {
                output.Append(text, written, end - CommentStartLength(next.State) - written);
                written = end;
            }

            if (context.State.IsScriptLiteral() && SpecialScriptTag().IsMatch(text.AsSpan(start, end - start)))
            {
                output.Append(text, written, start - written);
                output.Append(SpecialScriptTag().Replace(text[start..end], "\\x3C$1"));
                written = end;
            }

            context = next;
        }

        if (written == 0 || context.IsError)
            return (context, null);
        if (!context.State.IsComment() || context.Delimiter != AttributeDelimiter.None)
            output.Append(text, written, text.Length - written);
        return (context, output.ToString());
    }

    private static int TextEnd(string text, int start, int end, bool entersTag)
    {
        var bracket = entersTag ? text.AsSpan(start, end - start).LastIndexOf('<') : -1;
        return bracket < 0 ? end : start + bracket;
    }

    private static void EscapeStrayBrackets(string text, int start, int end, ref int written, StringBuilder output)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] != '<' || text.AsSpan(i).StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
                continue;
            output.Append(text, written, i - written).Append("&lt;");
            written = i + 1;
        }
    }

    private static int CommentStartLength(HtmlState state) => state switch
    {
        HtmlState.HtmlComment or HtmlState.JsHtmlOpenComment => 4,
        HtmlState.JsHtmlCloseComment => 3,
        _ => 2,
    };

    [GeneratedRegex("<(script|/script|!--)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpecialScriptTag();

    /// <summary>Reads a text token by token, and remembers where its special element ends.</summary>
    private struct TokenCursor(string text)
    {
        private ElementKind _element = ElementKind.None;
        private int _elementEnd = -1;

        public int Position { get; private set; }

        public EscapeContext Next(EscapeContext context)
        {
            if (context.Delimiter != AttributeDelimiter.None)
                return NextInAttribute(context);

            var end = ElementEnd(context);
            if (end == Position)
                return default;

            var next = Transition.Next(context, text.AsSpan(Position, end - Position), out var consumed);
            Position += consumed;
            return next;
        }

        private int ElementEnd(EscapeContext context)
        {
            if (context.Element == ElementKind.None
                || (context.Element == ElementKind.Script && (context.State.IsScriptLiteral() || context.State.IsComment())))
                return text.Length;

            if (_element != context.Element || _elementEnd < Position)
            {
                var end = SpecialElement.IndexOfEnd(context, text, Position);
                _element = context.Element;
                _elementEnd = end < 0 ? text.Length : end;
            }

            return _elementEnd;
        }

        private EscapeContext NextInAttribute(EscapeContext context)
        {
            var rest = text.AsSpan(Position);
            var end = rest.IndexOfAny(context.Delimiter switch
            {
                AttributeDelimiter.DoubleQuote => "\"",
                AttributeDelimiter.SingleQuote => "'",
                _ => " \t\n\f\r>",
            });
            var value = end < 0 ? rest : rest[..end];

            // Browsers differ on where such a value ends.
            if (context.Delimiter == AttributeDelimiter.SpaceOrTagEnd && value.IndexOfAny("\"'<=`") is var bad and >= 0)
            {
                Position = text.Length;
                return EscapeContext.Failed($"{value[bad]} in an unquoted attribute value");
            }

            if (end < 0)
            {
                Position = text.Length;
                return AttributeText.Follow(context, value);
            }

            Position += context.Delimiter == AttributeDelimiter.SpaceOrTagEnd ? end : end + 1;
            var isOtherScript = context is { State: HtmlState.Attribute, Element: ElementKind.Script, Attribute: AttributeKind.ScriptType }
                && !ScriptTypes.IsScript(value);
            return new EscapeContext { State = HtmlState.Tag, Element = isOtherScript ? ElementKind.None : context.Element };
        }
    }
}
