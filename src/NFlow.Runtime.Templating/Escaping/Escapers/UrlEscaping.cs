using System.Buffers;
using System.Text;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Escapers of URLs and their parts.</summary>
internal static class UrlEscaping
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string Spaces = "\t\n\f\r ";

    private static readonly SearchValues<char> KeptInParts = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> KeptInUrls = SearchValues.Create(Unreserved + "!#$&*+,/:;=?@[]");

    /// <summary>Lets through relative URLs and those of a scheme that only leads somewhere.</summary>
    public static void Filter(ReadOnlySpan<char> text, TextBuffer output) =>
        output.Append(IsSafe(text) ? text : Failsafe.Url);

    public static void EscapePart(ReadOnlySpan<char> text, TextBuffer output) =>
        PercentEncode(text, KeptInParts, keepEscapes: false, upperCase: false, output);

    public static void Normalize(ReadOnlySpan<char> text, TextBuffer output) =>
        PercentEncode(text, KeptInUrls, keepEscapes: true, upperCase: false, output);

    /// <summary>The function <c>urlquery</c> of a template.</summary>
    public static void EscapeForFunction(ReadOnlySpan<char> text, TextBuffer output)
    {
        for (var space = text.IndexOf(' '); space >= 0; space = text.IndexOf(' '))
        {
            PercentEncode(text[..space], KeptInParts, keepEscapes: false, upperCase: true, output);
            output.Append('+');
            text = text[(space + 1)..];
        }

        PercentEncode(text, KeptInParts, keepEscapes: false, upperCase: true, output);
    }

    /// <summary>Filters each URL of a <c>srcset</c> and keeps its descriptor.</summary>
    public static void EscapeSrcset(ReadOnlySpan<char> text, TextBuffer output)
    {
        for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(','))
        {
            AppendSource(text[..comma], output);
            output.Append(',');
            text = text[(comma + 1)..];
        }

        AppendSource(text, output);
    }

    private static void AppendSource(ReadOnlySpan<char> source, TextBuffer output)
    {
        var start = source.Length - source.TrimStart(Spaces).Length;
        var length = source[start..].IndexOfAny(Spaces);
        var end = length < 0 ? source.Length : start + length;
        var url = source[start..end];
        if (!IsSafe(url) || !IsDescriptor(source[end..]))
        {
            output.Append(Failsafe.Url);
            return;
        }

        output.Append(source[..start]);
        Normalize(url, output);
        output.Append(source[end..]);
    }

    private static bool IsDescriptor(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !Spaces.Contains(character, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool IsSafe(ReadOnlySpan<char> url)
    {
        var colon = url.IndexOf(':');
        if (colon < 0)
            return true;
        var scheme = url[..colon];
        return scheme.Contains('/')
            || scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase);
    }

    private static void PercentEncode(ReadOnlySpan<char> text, SearchValues<char> kept, bool keepEscapes, bool upperCase, TextBuffer output)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var index = text.IndexOfAnyExcept(kept);
            if (index < 0)
                break;

            output.Append(text[..index]);
            text = text[index..];
            if (keepEscapes && text.Length > 2 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
            {
                output.Append(text[..3]);
                text = text[3..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                output.Append('%');
                output.Append(value, upperCase ? "X2" : "x2");
            }

            text = text[consumed..];
        }

        output.Append(text);
    }
}
