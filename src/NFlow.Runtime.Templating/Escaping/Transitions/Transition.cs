namespace NFlow.Runtime.Templating.Escaping.Transitions;

/// <summary>Moves a context over the front of a text.</summary>
internal static class Transition
{
    /// <summary>The context after the first token of a text.</summary>
    /// <param name="context">The context before it.</param>
    /// <param name="text">The text, without anything beyond the end of a special element.</param>
    /// <param name="consumed">How much of the text was read; when nothing, the state has changed.</param>
    public static EscapeContext Next(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        switch (context.State)
        {
            case HtmlState.Text:
                return HtmlTransitions.Text(context, text, out consumed);
            case HtmlState.Tag:
                return HtmlTransitions.Tag(context, text, out consumed);
            case HtmlState.AttributeName:
                return HtmlTransitions.AttributeName(context, text, out consumed);
            case HtmlState.AfterName:
                return HtmlTransitions.AfterName(context, text, out consumed);
            case HtmlState.BeforeValue:
                return HtmlTransitions.BeforeValue(context, text, out consumed);
            case HtmlState.HtmlComment:
                return HtmlTransitions.Comment(context, text, out consumed);
            case HtmlState.RcData:
                return SpecialElement.End(context, text, out consumed);
            case HtmlState.Url or HtmlState.Srcset:
                consumed = text.Length;
                return HtmlTransitions.Url(context, text);
            case HtmlState.MetaContent:
                return HtmlTransitions.MetaContent(context, text, out consumed);
            case HtmlState.MetaContentUrl:
                return HtmlTransitions.MetaContentUrl(context, text, out consumed);
            case HtmlState.Js:
                return JsTransitions.Script(context, text, out consumed);
            case HtmlState.JsDoubleQuoted or HtmlState.JsSingleQuoted or HtmlState.JsRegexp:
                return JsTransitions.Delimited(context, text, out consumed);
            case HtmlState.JsTemplateLiteral:
                return JsTransitions.TemplateLiteral(context, text, out consumed);
            case HtmlState.JsBlockComment or HtmlState.CssBlockComment:
                return CommentTransitions.Block(context, text, out consumed);
            case HtmlState.JsLineComment or HtmlState.JsHtmlOpenComment or HtmlState.JsHtmlCloseComment or HtmlState.CssLineComment:
                return CommentTransitions.Line(context, text, out consumed);
            case HtmlState.Css:
                return CssTransitions.StyleSheet(context, text, out consumed);
            case HtmlState.CssDoubleQuoted or HtmlState.CssSingleQuoted or HtmlState.CssDoubleQuotedUrl
                or HtmlState.CssSingleQuotedUrl or HtmlState.CssUrl:
                return CssTransitions.Quoted(context, text, out consumed);
            default:
                consumed = text.Length;
                return context;
        }
    }

    /// <summary>The index of the first of some characters at or after a position, or -1.</summary>
    internal static int IndexOfAny(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> values)
    {
        var index = text[start..].IndexOfAny(values);
        return index < 0 ? -1 : start + index;
    }
}
