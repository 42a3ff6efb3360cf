using System.Collections.Frozen;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>What the values of attributes are, by name.</summary>
internal static class AttributeTypes
{
    private static readonly FrozenSet<string> Urls = FrozenSet.Create(
        StringComparer.Ordinal,
        "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction", "href", "icon", "longdesc",
        "manifest", "poster", "profile", "src", "usemap", "xmlns");

    private static readonly FrozenSet<string> Plain = FrozenSet.Create(
        StringComparer.Ordinal,
        "accept", "alt", "autocomplete", "autofocus", "autoplay", "border", "checked", "class", "cols", "colspan",
        "contenteditable", "contextmenu", "controls", "coords", "datetime", "default", "dir", "dirname", "disabled",
        "draggable", "dropzone", "for", "formtarget", "headers", "height", "hidden", "high", "hreflang", "id", "ismap", "kind",
        "label", "lang", "list", "loop", "low", "max", "maxlength", "media", "mediagroup", "min", "multiple", "name", "open",
        "optimum", "placeholder", "preload", "pubdate", "radiogroup", "readonly", "required", "reversed", "rows", "rowspan",
        "scope", "scoped", "seamless", "selected", "shape", "size", "sizes", "span", "spellcheck", "srclang", "start", "step",
        "tabindex", "target", "title", "width", "wrap");

    // These change how other content is read, or what is sent where; a template may fix them, data may not name them.
    private static readonly FrozenSet<string> Unsafe = FrozenSet.Create(
        StringComparer.Ordinal,
        "accept-charset", "async", "challenge", "charset", "content", "crossorigin", "defer", "enctype", "form", "formenctype",
        "formmethod", "formnovalidate", "http-equiv", "keytype", "language", "method", "novalidate", "pattern", "rel",
        "sandbox", "srcdoc", "type", "value");

    public static AttributeKind KindOf(string lowerCaseName, ElementKind element)
    {
        if (element == ElementKind.Script && lowerCaseName == "type")
            return AttributeKind.ScriptType;
        if (element == ElementKind.Meta && lowerCaseName == "content")
            return AttributeKind.MetaContent;
        return Classify(lowerCaseName, out _);
    }

    /// <summary>Whether data may choose an attribute of this name.</summary>
    public static bool MayBeNamedByData(string lowerCaseName)
    {
        var kind = Classify(lowerCaseName, out var isUnsafe);
        return kind == AttributeKind.Plain && !isUnsafe;
    }

    public static HtmlState StartState(AttributeKind kind) => kind switch
    {
        AttributeKind.Script => HtmlState.Js,
        AttributeKind.Style => HtmlState.Css,
        AttributeKind.Url => HtmlState.Url,
        AttributeKind.Srcset => HtmlState.Srcset,
        AttributeKind.MetaContent => HtmlState.MetaContent,
        _ => HtmlState.Attribute,
    };

    private static AttributeKind Classify(string name, out bool isUnsafe)
    {
        isUnsafe = false;
        if (name.StartsWith("data-", StringComparison.Ordinal))
        {
            name = name[5..];
        }
        else if (name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
        {
            if (name.AsSpan(0, colon).SequenceEqual("xmlns"))
                return AttributeKind.Url;
            name = name[(colon + 1)..];
        }

        if (Urls.Contains(name))
            return AttributeKind.Url;
        if (name == "style")
            return AttributeKind.Style;
        if (name == "srcset")
            return AttributeKind.Srcset;
        if (Plain.Contains(name))
            return AttributeKind.Plain;
        if (Unsafe.Contains(name))
        {
            isUnsafe = true;
            return AttributeKind.Plain;
        }

        if (name.StartsWith("on", StringComparison.Ordinal))
            return AttributeKind.Script;

        // Attributes of one's own that speak of URLs hold URLs.
        return name.Contains("src", StringComparison.Ordinal) || name.Contains("uri", StringComparison.Ordinal) || name.Contains("url", StringComparison.Ordinal)
            ? AttributeKind.Url
            : AttributeKind.Plain;
    }
}
