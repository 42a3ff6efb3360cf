using System.Globalization;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Escapers of HTML text, attributes and names.</summary>
internal static class HtmlEscaping
{
    private static readonly ReplacementTable Text = new(Basic(withAmpersand: true));
    private static readonly ReplacementTable Markup = new(Basic(withAmpersand: false));
    private static readonly ReplacementTable UnquotedText = new(Unquoted(withAmpersand: true));
    private static readonly ReplacementTable UnquotedMarkup = new(Unquoted(withAmpersand: false));
    private static readonly ReplacementTable Function = new(new Dictionary<char, string>
    {
        ['\0'] = "\uFFFD",
        ['"'] = "&#34;",
        ['\''] = "&#39;",
        ['&'] = "&amp;",
        ['<'] = "&lt;",
        ['>'] = "&gt;",
    });

    public static void EscapeText(ReadOnlySpan<char> text, bool isHtml, TextBuffer output)
    {
        if (isHtml)
            output.Append(text);
        else
            Text.Append(text, output);
    }

    public static void EscapeRcData(ReadOnlySpan<char> text, bool isHtml, TextBuffer output) =>
        (isHtml ? Markup : Text).Append(text, output);

    public static void EscapeAttribute(ReadOnlySpan<char> text, bool isHtml, TextBuffer output)
    {
        if (isHtml)
            Markup.Append(TagStripper.Strip(text), output);
        else
            Text.Append(text, output);
    }

    public static void EscapeUnquoted(ReadOnlySpan<char> text, bool isHtml, TextBuffer output)
    {
        // Nothing at all would make the next attribute the value.
        if (text.IsEmpty)
            output.Append(Failsafe.Word);
        else if (isHtml)
            UnquotedMarkup.Append(TagStripper.Strip(text), output);
        else
            UnquotedText.Append(text, output);
    }

    /// <summary>The function <c>html</c> of a template.</summary>
    public static void EscapeForFunction(ReadOnlySpan<char> text, TextBuffer output) => Function.Append(text, output);

    public static void FilterName(ReadOnlySpan<char> text, TextBuffer output)
    {
        var name = text.ToString().ToLowerInvariant();
        var isSafe = name.Length > 0
            && name.All(char.IsAsciiLetterOrDigit)
            && AttributeTypes.MayBeNamedByData(name);
        output.Append(isSafe ? name : Failsafe.Word);
    }

    private static Dictionary<char, string> Basic(bool withAmpersand)
    {
        var table = new Dictionary<char, string>
        {
            ['\0'] = "\uFFFD",
            ['"'] = "&#34;",
            ['\''] = "&#39;",
            ['+'] = "&#43;",
            ['<'] = "&lt;",
            ['>'] = "&gt;",
        };
        if (withAmpersand)
            table['&'] = "&amp;";
        return table;
    }

    private static Dictionary<char, string> Unquoted(bool withAmpersand)
    {
        var table = Basic(withAmpersand);
        table['\0'] = "&#xfffd;";
        foreach (var character in "\t\n\v\f\r =`")
            table[character] = string.Create(CultureInfo.InvariantCulture, $"&#{(int)character};");

        // Some browsers do not accept these in unquoted values.
        foreach (var character in Enumerable.Range(0xFDD0, 0x20).Concat(Enumerable.Range(0xFFF0, 0x10)))
            table[(char)character] = string.Create(CultureInfo.InvariantCulture, $"&#x{character:x};");
        return table;
    }
}
