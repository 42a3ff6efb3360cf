namespace NFlow.Runtime.Templating.Escaping;

/// <summary>A function that makes a value harmless in one context.</summary>
internal enum Escaper : byte
{
    /// <summary>Text of a quoted attribute.</summary>
    Attribute,

    /// <summary>Drops the value.</summary>
    Comment,
    CssString,
    CssValue,

    /// <summary>A part of a tag or attribute name.</summary>
    HtmlName,
    Html,
    JsRegexp,
    JsString,
    JsTemplateLiteral,
    JsValue,

    /// <summary>Text of an unquoted attribute.</summary>
    Unquoted,
    RcData,
    Srcset,

    /// <summary>A part of a query.</summary>
    UrlPart,
    UrlFilter,
    UrlNormalizer,

    /// <summary>The function <c>html</c> that the template itself names.</summary>
    HtmlFunction,

    /// <summary>The function <c>urlquery</c> that the template itself names.</summary>
    UrlQueryFunction,
}
