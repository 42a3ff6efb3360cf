namespace NFlow.Runtime.Templating.Escaping.Transitions;

/// <summary>Comments of scripts and style sheets.</summary>
internal static class CommentTransitions
{
    public static EscapeContext Block(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var end = text.IndexOf("*/");
        consumed = end < 0 ? text.Length : end + 2;
        return end < 0
            ? context
            : context with { State = context.State == HtmlState.JsBlockComment ? HtmlState.Js : HtmlState.Css };
    }

    public static EscapeContext Line(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var isCss = context.State == HtmlState.CssLineComment;
        var end = text.IndexOfAny(isCss ? "\n\f\r" : "\n\r\u2028\u2029");

        // The end of the line is no part of the comment.
        consumed = end < 0 ? text.Length : end;
        return end < 0 ? context : context with { State = isCss ? HtmlState.Css : HtmlState.Js };
    }
}
