using System.Buffers;
using System.Globalization;
using System.Text;
using NFlow.Runtime.Templating.Lexing;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Parsing;

/// <summary>Reads Go's literals: strings, characters and numbers.</summary>
internal static class Literal
{
    public static string ReadString(TemplateSource source, Token token)
    {
        var inner = token.Text.AsSpan(1, token.Text.Length - 2);
        if (token.Kind == TokenKind.RawString)
            return inner.ToString().Replace("\r", "", StringComparison.Ordinal);
        if (!inner.Contains('\\'))
            return inner.ToString();

        // \x and octal escapes give bytes, of which several may make one character.
        var bytes = new ArrayBufferWriter<byte>(inner.Length * 3);
        while (!inner.IsEmpty)
        {
            var length = Unescape(source, token, inner, '"', out var value, out var isByte);
            if (isByte)
                bytes.Write([(byte)value]);
            else
                bytes.Advance(ToRune(value).EncodeToUtf8(bytes.GetSpan(4)));
            inner = inner[length..];
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static TemplateValue ReadCharacter(TemplateSource source, Token token)
    {
        var inner = token.Text.AsSpan(1, token.Text.Length - 2);
        if (inner.IsEmpty || Unescape(source, token, inner, '\'', out var value, out _) != inner.Length)
            throw source.SyntaxError(token.Position, $"malformed character constant: {token.Text}");
        return TemplateValue.FromInteger(value, IntegerType.Int);
    }

    public static TemplateValue ReadNumber(TemplateSource source, Token token)
    {
        var text = token.Text;
        var digits = text.AsSpan().TrimStart("+-");
        var isHexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var isFloat = isHexadecimal ? digits.ContainsAny(".pP") : digits.ContainsAny(".eE");
        if (UnderscoresFit(digits, isFloat))
        {
            var plain = text.Replace("_", "", StringComparison.Ordinal);
            if (!isFloat && TryReadInteger(plain, out var integer))
                return TemplateValue.FromInteger(integer, IntegerType.Int);
            if (isFloat && !isHexadecimal
                && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number))
                return TemplateValue.FromFloat(number);
        }

        throw source.SyntaxError(token.Position, $"illegal number, or one that does not fit 64 bits: {text}");
    }

    private static bool UnderscoresFit(ReadOnlySpan<char> digits, bool isFloat)
    {
        if (!digits.Contains('_'))
            return true;

        // Only between digits, or between a base prefix and a digit.
        var start = digits.Length > 2 && digits[0] == '0' && char.IsAsciiLetter(digits[1]) ? 2 : 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] != '_')
                continue;
            var opens = i == start ? start == 2 : i > 0 && char.IsAsciiHexDigit(digits[i - 1]);
            if (isFloat || !opens || i + 1 == digits.Length || !char.IsAsciiHexDigit(digits[i + 1]))
                return false;
        }

        return true;
    }

    private static bool TryReadInteger(string text, out long value)
    {
        value = 0;
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            radix = char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'b' => 2, _ => 8 };
            digits = digits[(char.IsAsciiLetter(digits[1]) ? 2 : 1)..];
        }

        UInt128 magnitude = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var number && number >= radix)
                return false;
            magnitude = magnitude * (uint)radix + (uint)number;
            if (magnitude > (UInt128)long.MaxValue + 1)
                return false;
        }

        if (digits.IsEmpty || (!negative && magnitude > (UInt128)long.MaxValue))
            return false;
        value = negative ? (long)-(Int128)magnitude : (long)magnitude;
        return true;
    }

    /// <returns>The code units read.</returns>
    private static int Unescape(TemplateSource source, Token token, ReadOnlySpan<char> text, char quote, out int value, out bool isByte)
    {
        isByte = false;
        if (text[0] != '\\')
        {
            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            value = rune.Value;
            return consumed;
        }

        var kind = text.Length > 1 ? text[1] : '\0';
        value = kind switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' => '\\',
            '\'' or '"' when kind == quote => kind,
            _ => -1,
        };
        if (value >= 0)
            return 2;

        var (start, length, radix) = kind switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '7' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        isByte = kind == 'x' || radix == 8;
        if (length == 0 || text.Length < start + length || !TryReadDigits(text.Slice(start, length), radix, out value)
            || value > (isByte ? 255 : 0x10FFFF) || (!isByte && !Rune.IsValid(value)))
            throw source.SyntaxError(token.Position, $"invalid escape in {token.Text}");
        return start + length;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> digits, int radix, out int value)
    {
        long total = 0;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (number >= radix)
            {
                value = 0;
                return false;
            }

            total = total * radix + number;
        }

        value = (int)Math.Min(total, int.MaxValue);
        return true;
    }

    private static Rune ToRune(int value) => Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
}
