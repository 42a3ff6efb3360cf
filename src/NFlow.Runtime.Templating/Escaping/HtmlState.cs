namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Where in a document the parser of a browser would stand.</summary>
internal enum HtmlState : byte
{
    Text,
    Tag,
    AttributeName,
    AfterName,
    BeforeValue,
    HtmlComment,

    /// <summary>The body of an element whose content is text only: <c>textarea</c>, <c>title</c>.</summary>
    RcData,

    Attribute,
    Url,
    MetaContent,
    MetaContentUrl,
    Srcset,
    Js,
    JsDoubleQuoted,
    JsSingleQuoted,
    JsTemplateLiteral,
    JsRegexp,
    JsBlockComment,
    JsLineComment,
    JsHtmlOpenComment,
    JsHtmlCloseComment,
    Css,
    CssDoubleQuoted,
    CssSingleQuoted,
    CssDoubleQuotedUrl,
    CssSingleQuotedUrl,
    CssUrl,
    CssBlockComment,
    CssLineComment,
    Error,

    /// <summary>After <c>{{break}}</c> or <c>{{continue}}</c>: nothing comes here.</summary>
    Dead,
}
