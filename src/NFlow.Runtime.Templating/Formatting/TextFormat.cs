using System.Globalization;
using System.Text;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>Formats strings.</summary>
internal static class TextFormat
{
    private const int ReplacementCharacter = 0xFFFD;

    /// <returns>Whether the verb suits a string.</returns>
    public static bool Write(TextBuffer output, string text, in FormatFlags flags, int verb)
    {
        switch (verb)
        {
            case 'v' when flags.GoSyntax:
            case 'q':
                WriteQuoted(output, Truncate(text, flags.Precision), flags);
                return true;
            case 'v' or 's':
                flags.Pad(output, Truncate(text, flags.Precision));
                return true;
            case 'x' or 'X':
                WriteHexadecimal(output, text, flags, verb);
                return true;
            default:
                return false;
        }
    }

    public static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    public static void AppendRune(TextBuffer output, int value)
    {
        Span<char> units = stackalloc char[2];
        var rune = Rune.IsValid(value) ? new Rune(value) : new Rune(ReplacementCharacter);
        output.Append(units[..rune.EncodeToUtf16(units)]);
    }

    /// <summary>Writes a string or character constant of Go.</summary>
    public static void AppendQuoted(TextBuffer output, ReadOnlySpan<char> text, char quote, bool asciiOnly)
    {
        output.Append(quote);
        foreach (var rune in text.EnumerateRunes())
            AppendEscaped(output, rune, quote, asciiOnly);
        output.Append(quote);
    }

    /// <summary>Go's idea of a character that can be shown: everything but controls, formats and spaces other than the ASCII one.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static void WriteQuoted(TextBuffer output, ReadOnlySpan<char> text, in FormatFlags flags)
    {
        using var quoted = output.CreateScratch();
        if (flags.Sharp && !text.ContainsAny("`\r\ufeff") && CanBackquote(text))
        {
            quoted.Append('`');
            quoted.Append(text);
            quoted.Append('`');
        }
        else
        {
            AppendQuoted(quoted, text, '"', flags.Plus);
        }

        flags.Pad(output, quoted.Span);
    }

    private static bool CanBackquote(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (unit is (< ' ' and not '\t') or '\x7f')
                return false;
        }

        return true;
    }

    private static void AppendEscaped(TextBuffer output, Rune rune, char quote, bool asciiOnly)
    {
        var value = rune.Value;
        if (value == quote || value == '\\')
        {
            output.Append('\\');
            output.Append((char)value);
        }
        else if ((value < 0x80 || !asciiOnly) && IsPrintable(rune))
        {
            AppendRune(output, value);
        }
        else if ("\a\b\f\n\r\t\v".IndexOf((char)value, StringComparison.Ordinal) is var simple and >= 0 && value < 0x80)
        {
            output.Append('\\');
            output.Append("abfnrtv"[simple]);
        }
        else
        {
            var (prefix, format) = value switch { < 0x80 => ("\\x", "x2"), <= 0xFFFF => ("\\u", "x4"), _ => ("\\U", "x8") };
            output.Append(prefix);
            output.Append(value, format);
        }
    }

    private static void WriteHexadecimal(TextBuffer output, string text, in FormatFlags flags, int verb)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var count = Math.Min(bytes.Length, flags.Precision ?? int.MaxValue);
        using var digits = output.CreateScratch();
        for (var i = 0; i < count; i++)
        {
            if (flags.Space && i > 0)
                digits.Append(' ');
            if (flags.Sharp && (flags.Space || i == 0))
                digits.Append(verb == 'x' ? "0x" : "0X");
            digits.Append(bytes[i], verb == 'x' ? "x2" : "X2");
        }

        flags.Pad(output, digits.Span);
    }

    private static ReadOnlySpan<char> Truncate(string text, int? runes)
    {
        if (runes is not { } left || text.Length <= left)
            return text;

        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (left-- == 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text.AsSpan(0, Math.Min(length, text.Length));
    }
}
