namespace NFlow.Runtime.Templating.Escaping;

internal static class HtmlStateExtensions
{
    public static bool IsComment(this HtmlState state) => state
        is HtmlState.HtmlComment or HtmlState.JsBlockComment or HtmlState.JsLineComment or HtmlState.JsHtmlOpenComment
        or HtmlState.JsHtmlCloseComment or HtmlState.CssBlockComment or HtmlState.CssLineComment;

    public static bool IsInTag(this HtmlState state) => state
        is HtmlState.Tag or HtmlState.AttributeName or HtmlState.AfterName or HtmlState.BeforeValue or HtmlState.Attribute;

    /// <summary>Whether <c>&lt;!--</c>, <c>&lt;script</c> and <c>&lt;/script</c> would be taken for more than text here.</summary>
    public static bool IsScriptLiteral(this HtmlState state) => state
        is HtmlState.JsDoubleQuoted or HtmlState.JsSingleQuoted or HtmlState.JsTemplateLiteral or HtmlState.JsRegexp;
}
