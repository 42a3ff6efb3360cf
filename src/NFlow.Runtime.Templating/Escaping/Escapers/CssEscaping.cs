using System.Buffers;
using System.Globalization;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Escapers of style sheets.</summary>
internal static class CssEscaping
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\0\t\n\f\r\"&'()+/:;<>{}\\");
    private static readonly SearchValues<char> UnsafeInValues = SearchValues.Create("\0\"'()/;@[\\]`{}<>");

    public static void EscapeString(ReadOnlySpan<char> text, TextBuffer output)
    {
        for (var index = text.IndexOfAny(Escaped); index >= 0; index = text.IndexOfAny(Escaped))
        {
            output.Append(text[..index]);
            output.Append('\\');
            if (text[index] == '\\')
                output.Append('\\');
            else
                output.Append((int)text[index], "x");

            // A digit or space behind the escape would be taken for a part of it.
            var rest = text[(index + 1)..];
            if (text[index] != '\\' && (rest.IsEmpty || char.IsAsciiHexDigit(rest[0]) || CssText.IsSpace(rest[0])))
                output.Append(' ');
            text = rest;
        }

        output.Append(text);
    }

    /// <summary>Lets through quantities, colours, names and the like, and nothing that could end the value or run a script.</summary>
    public static void FilterValue(ReadOnlySpan<char> text, TextBuffer output)
    {
        var value = CssText.Decode(text);
        output.Append(IsSafe(value) ? value : Failsafe.Word);
    }

    private static bool IsSafe(ReadOnlySpan<char> value)
    {
        if (value.ContainsAny(UnsafeInValues) || value.Contains("--", StringComparison.Ordinal))
            return false;

        Span<char> name = value.Length <= 256 ? stackalloc char[value.Length] : new char[value.Length];
        var length = 0;
        foreach (var character in value)
        {
            if (character < 0x80 && character != '-' && CssText.IsNameCharacter(character))
                name[length++] = char.ToLower(character, CultureInfo.InvariantCulture);
        }

        return !name[..length].Contains("expression", StringComparison.Ordinal)
            && !name[..length].Contains("mozbinding", StringComparison.Ordinal);
    }
}
