using System.Globalization;
using System.Text;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>The characters and escapes of CSS.</summary>
internal static class CssText
{
    public static bool IsNameCharacter(char value) =>
        char.IsAsciiLetterOrDigit(value) || value is '-' or '_' or (>= '\x80' and not ('\ufffe' or '\uffff'));

    public static bool IsSpace(char value) => value is '\t' or '\n' or '\f' or '\r' or ' ';

    /// <summary>Replaces CSS escapes by what they stand for.</summary>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text;

        var decoded = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var index = text.IndexOf('\\');
            decoded.Append(index < 0 ? text : text[..index]);
            if (index < 0 || index + 1 == text.Length)
                break;

            text = text[(index + 1)..];
            if (!char.IsAsciiHexDigit(text[0]))
            {
                decoded.Append(text[0]);
                text = text[1..];
                continue;
            }

            var length = 1;
            while (length < text.Length && length < 6 && char.IsAsciiHexDigit(text[length]))
                length++;
            var value = int.Parse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (value > 0x10FFFF)
            {
                value /= 16;
                length--;
            }

            decoded.Append(Rune.IsValid(value) ? new Rune(value).ToString() : "\uFFFD");
            text = SkipOneSpace(text[length..]);
        }

        return decoded.ToString();
    }

    private static ReadOnlySpan<char> SkipOneSpace(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("\r\n"))
            return text[2..];
        return !text.IsEmpty && IsSpace(text[0]) ? text[1..] : text;
    }
}
