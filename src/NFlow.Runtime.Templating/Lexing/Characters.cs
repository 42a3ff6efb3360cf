using System.Globalization;
using System.Text;

namespace NFlow.Runtime.Templating.Lexing;

/// <summary>The character classes of the template language.</summary>
internal static class Characters
{
    public const string Spaces = " \t\r\n";

    public static bool IsSpace(char value) => value is ' ' or '\t' or '\r' or '\n';

    /// <summary>Counts the code units of the letters, digits and underscores at a position.</summary>
    public static int WordLength(string text, int position)
    {
        var end = position;
        while (end < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')
            {
                end++;
                continue;
            }

            if (text[end] < 0x80 || !Rune.TryGetRuneAt(text, end, out var rune))
                break;
            if (!Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
                break;
            end += rune.Utf16SequenceLength;
        }

        return end - position;
    }

    /// <summary>Names a character in an error message.</summary>
    public static string Describe(string text, int position)
    {
        if (!Rune.TryGetRuneAt(text, position, out var rune))
            return $"U+{(int)text[position]:X4}";
        return Rune.IsControl(rune) ? $"U+{rune.Value:X4}" : $"U+{rune.Value:X4} '{rune}'";
    }
}
