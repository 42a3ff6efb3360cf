using System.Text;
using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>Formats integers.</summary>
internal static class IntegerFormat
{
    private const int MostDigits = 66;

    /// <returns>Whether the verb suits an integer.</returns>
    public static bool Write(TextBuffer output, long value, bool isUnsigned, in FormatFlags flags, int verb)
    {
        switch (verb)
        {
            case 'v' when flags == FormatFlags.Plain:
                output.Append(value);
                return true;
            case 'v' when flags.GoSyntax && isUnsigned:
                WriteDigits(output, value, 16, flags with { Sharp = true }, 'x');
                return true;
            case 'v' or 'd':
                WriteDigits(output, value, 10, flags, verb);
                return true;
            case 'b':
                WriteDigits(output, value, 2, flags, verb);
                return true;
            case 'o' or 'O':
                WriteDigits(output, value, 8, flags, verb);
                return true;
            case 'x' or 'X':
                WriteDigits(output, value, 16, flags, verb);
                return true;
            case 'c':
                flags.Pad(output, ToRune(value).ToString());
                return true;
            case 'q':
                WriteQuoted(output, value, flags);
                return true;
            case 'U':
                WriteUnicode(output, value, flags);
                return true;
            default:
                return false;
        }
    }

    private static void WriteDigits(TextBuffer output, long value, int radix, in FormatFlags flags, int verb)
    {
        var magnitude = value < 0 ? (ulong)-(Int128)value : (ulong)value;
        if (flags.Precision == 0 && magnitude == 0)
        {
            output.Append(' ', flags.Width ?? 0);
            return;
        }

        var hasSign = value < 0 || flags.Plus || flags.Space;
        var least = flags.Precision ?? (flags.PadsZeros ? flags.Width!.Value - (hasSign ? 1 : 0) : 0);
        using var text = output.CreateScratch();
        if (hasSign)
            text.Append(value < 0 ? '-' : flags.Plus ? '+' : ' ');

        Span<char> digits = stackalloc char[MostDigits];
        var start = MostDigits;
        do
        {
            var digit = (int)(magnitude % (ulong)radix);
            digits[--start] = (verb == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[digit];
            magnitude /= (ulong)radix;
        }
        while (magnitude > 0);

        var zeros = least - (MostDigits - start);
        text.Append(Prefix(radix, flags.Sharp, verb, startsWithZero: zeros > 0 || digits[start] == '0'));
        text.Append('0', zeros);
        text.Append(digits[start..]);
        (flags with { Zero = false }).Pad(output, text.Span);
    }

    private static string Prefix(int radix, bool sharp, int verb, bool startsWithZero)
    {
        if (verb == 'O')
            return "0o";
        if (!sharp)
            return "";
        return radix switch
        {
            2 => "0b",
            8 => startsWithZero ? "" : "0",
            16 => verb == 'X' ? "0X" : "0x",
            _ => "",
        };
    }

    private static void WriteQuoted(TextBuffer output, long value, in FormatFlags flags)
    {
        using var quoted = new TextBuffer(MostDigits);
        TextFormat.AppendQuoted(quoted, ToRune(value).ToString(), '\'', flags.Plus);
        flags.Pad(output, quoted.Span);
    }

    private static void WriteUnicode(TextBuffer output, long value, in FormatFlags flags)
    {
        var digits = value.ToString("X", null).PadLeft(Math.Max(flags.Precision ?? 0, 4), '0');
        var character = flags.Sharp && Rune.IsValid((int)Math.Clamp(value, -1, int.MaxValue)) && TextFormat.IsPrintable(ToRune(value))
            ? $" '{ToRune(value)}'"
            : "";
        (flags with { Zero = false }).Pad(output, $"U+{digits}{character}");
    }

    private static Rune ToRune(long value) =>
        value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value) : Rune.ReplacementChar;
}
