namespace NFlow.Runtime.Templating.Escaping.Transitions;

internal static class HtmlTransitions
{
    public const string Spaces = " \t\n\f\r";

    public static EscapeContext Text(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = text.Length;
        var start = 0;
        while (start < text.Length && text[start..].IndexOf('<') is var index and >= 0)
        {
            var i = start + index;
            if (i + 1 == text.Length)
                return context;
            if (text[i..].StartsWith("<!--"))
            {
                consumed = i + 4;
                return new EscapeContext { State = HtmlState.HtmlComment };
            }

            i++;
            var isEnd = text[i] == '/';
            if (isEnd && ++i == text.Length)
                return context;

            var end = TagNameEnd(text, i);
            if (end != i)
            {
                consumed = end;
                return new EscapeContext { State = HtmlState.Tag, Element = isEnd ? ElementKind.None : ElementOf(text[i..end]) };
            }

            start = i;
        }

        return context;
    }

    public static EscapeContext Tag(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = text.Length;
        var start = SkipSpaces(text, 0);
        if (start == text.Length)
            return context;
        if (text[start] == '>')
        {
            consumed = start + 1;
            return context.Element == ElementKind.Meta
                ? default
                : new EscapeContext { State = BodyState(context.Element), Element = context.Element };
        }

        if (!TryFindNameEnd(text, start, out var end, out var error))
            return EscapeContext.Failed(error);
        if (end == start)
            return EscapeContext.Failed($"expected space, attribute name or end of tag, but got \"{Clip(text[start..])}\"");

        consumed = end;
        return new EscapeContext
        {
            State = end == text.Length ? HtmlState.AttributeName : HtmlState.AfterName,
            Element = context.Element,
            Attribute = AttributeTypes.KindOf(text[start..end].ToString().ToLowerInvariant(), context.Element),
        };
    }

    public static EscapeContext AttributeName(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = text.Length;
        if (!TryFindNameEnd(text, 0, out var end, out var error))
            return EscapeContext.Failed(error);
        consumed = end;
        return end == text.Length ? context : context with { State = HtmlState.AfterName };
    }

    public static EscapeContext AfterName(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = SkipSpaces(text, 0);
        if (consumed == text.Length)
            return context;
        if (text[consumed] != '=')
            return context with { State = HtmlState.Tag };
        consumed++;
        return context with { State = HtmlState.BeforeValue };
    }

    public static EscapeContext BeforeValue(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = SkipSpaces(text, 0);
        if (consumed == text.Length)
            return context;

        var delimiter = text[consumed] switch
        {
            '\'' => AttributeDelimiter.SingleQuote,
            '"' => AttributeDelimiter.DoubleQuote,
            _ => AttributeDelimiter.SpaceOrTagEnd,
        };
        if (delimiter != AttributeDelimiter.SpaceOrTagEnd)
            consumed++;
        return context with { State = AttributeTypes.StartState(context.Attribute), Delimiter = delimiter };
    }

    public static EscapeContext Comment(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var end = text.IndexOf("-->");
        consumed = end < 0 ? text.Length : end + 3;
        return end < 0 ? context : default;
    }

    public static EscapeContext Url(EscapeContext context, ReadOnlySpan<char> text)
    {
        if (text.ContainsAny('#', '?'))
            return context with { UrlPart = UrlPart.QueryOrFragment };
        return context.UrlPart == UrlPart.None && SkipSpaces(text, 0) != text.Length
            ? context with { UrlPart = UrlPart.PreQuery }
            : context;
    }

    /// <summary>The value of a <c>meta</c> may hold a URL to go to: <c>0; url=…</c>.</summary>
    public static EscapeContext MetaContent(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        consumed = text.Length;
        for (var start = 0; text[start..].IndexOf("url", StringComparison.OrdinalIgnoreCase) is var index and >= 0;)
        {
            start += index + 3;
            var equals = SkipSpaces(text, start);
            if (equals == text.Length || text[equals] != '=')
                continue;
            consumed = equals + 1;
            return context with { State = HtmlState.MetaContentUrl };
        }

        return context;
    }

    public static EscapeContext MetaContentUrl(EscapeContext context, ReadOnlySpan<char> text, out int consumed)
    {
        var end = text.IndexOf(';');
        consumed = end < 0 ? text.Length : end + 1;
        return end < 0 ? context : context with { State = HtmlState.MetaContent };
    }

    public static int SkipSpaces(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(Spaces);
        return length < 0 ? text.Length : start + length;
    }

    private static HtmlState BodyState(ElementKind element) => element switch
    {
        ElementKind.Script => HtmlState.Js,
        ElementKind.Style => HtmlState.Css,
        ElementKind.TextArea or ElementKind.Title => HtmlState.RcData,
        _ => HtmlState.Text,
    };

    private static bool TryFindNameEnd(ReadOnlySpan<char> text, int start, out int end, out string error)
    {
        for (end = start; end < text.Length; end++)
        {
            switch (text[end])
            {
                case ' ' or '\t' or '\n' or '\f' or '\r' or '=' or '>':
                    error = "";
                    return true;
                case '\'' or '"' or '<':
                    error = $"{text[end]} in attribute name: \"{Clip(text)}\"";
                    return false;
            }
        }

        error = "";
        return true;
    }

    private static int TagNameEnd(ReadOnlySpan<char> text, int start)
    {
        if (start == text.Length || !char.IsAsciiLetter(text[start]))
            return start;
        var end = start + 1;
        while (end < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[end]))
                end++;
            else if (text[end] is ':' or '-' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))
                end += 2;
            else
                break;
        }

        return end;
    }

    private static ElementKind ElementOf(ReadOnlySpan<char> name) => name.Length > 8 ? ElementKind.None : name.ToString().ToLowerInvariant() switch
    {
        "script" => ElementKind.Script,
        "style" => ElementKind.Style,
        "textarea" => ElementKind.TextArea,
        "title" => ElementKind.Title,
        "meta" => ElementKind.Meta,
        _ => ElementKind.None,
    };

    private static string Clip(ReadOnlySpan<char> text) => text.Length <= 32 ? text.ToString() : $"{text[..32]}…";
}
