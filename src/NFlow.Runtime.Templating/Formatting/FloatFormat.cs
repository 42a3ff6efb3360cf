using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>Formats floating-point numbers.</summary>
internal static class FloatFormat
{
    private const int DefaultPrecision = 6;

    /// <returns>Whether the verb suits a floating-point number; the binary and hexadecimal forms of Go are left out.</returns>
    public static bool Write(TextBuffer output, double value, in FormatFlags flags, int verb)
    {
        if (verb is not ('v' or 'g' or 'G' or 'e' or 'E' or 'f' or 'F'))
            return false;

        var isGeneral = verb is 'v' or 'g' or 'G';
        var precision = flags.Precision ?? (isGeneral ? null : DefaultPrecision);
        var sign = value < 0 || (value == 0 && double.IsNegative(value)) ? '-' : flags.Plus ? '+' : flags.Space ? ' ' : '\0';
        if (!double.IsFinite(value))
        {
            WriteSpecial(output, value, sign, flags);
            return true;
        }

        using var digits = output.CreateScratch();
        AppendDigits(digits, Math.Abs(value), (char)verb, precision);
        if (sign == '\0')
        {
            flags.Pad(output, digits.Span);
        }
        else if (flags.PadsZeros)
        {
            output.Append(sign);
            (flags with { Width = flags.Width - 1 }).Pad(output, digits.Span);
        }
        else
        {
            flags.Pad(output, $"{sign}{digits.Span}");
        }

        return true;
    }

    /// <summary>Writes a number so that it reads back as the same, as JSON.</summary>
    public static void AppendJson(TextBuffer output, double value)
    {
        var magnitude = Math.Abs(value);
        if (value < 0 || (value == 0 && double.IsNegative(value)))
            output.Append('-');
        var digits = DecimalDigits.Shortest(magnitude);
        if (magnitude == 0 || magnitude is >= 1e-6 and < 1e21)
            AppendFixed(output, digits, Math.Max(digits.Count - digits.Point, 0));
        else
            AppendExponent(output, digits, digits.Count - 1, 'e', leastExponentDigits: 1);
    }

    private static void WriteSpecial(TextBuffer output, double value, char sign, in FormatFlags flags)
    {
        var text = double.IsNaN(value) ? flags.Plus ? "+NaN" : flags.Space ? " NaN" : "NaN" : sign == '\0' ? "+Inf" : $"{sign}Inf";
        (flags with { Zero = false }).Pad(output, text);
    }

    private static void AppendDigits(TextBuffer output, double magnitude, char verb, int? precision)
    {
        switch (verb)
        {
            case 'e' or 'E':
                AppendExponent(output, DecimalDigits.Exact(magnitude).RoundToCount(precision!.Value + 1), precision.Value, verb, leastExponentDigits: 2);
                break;
            case 'f' or 'F':
                var exact = DecimalDigits.Exact(magnitude);
                AppendFixed(output, exact.RoundToCount(exact.Point + precision!.Value), precision.Value);
                break;
            default:
                AppendGeneral(output, magnitude, verb == 'G' ? 'E' : 'e', precision);
                break;
        }
    }

    private static void AppendGeneral(TextBuffer output, double magnitude, char exponentLetter, int? precision)
    {
        var significant = precision == 0 ? 1 : precision;
        var digits = significant is { } count ? DecimalDigits.Exact(magnitude).RoundToCount(count) : DecimalDigits.Shortest(magnitude);
        var threshold = significant ?? DefaultPrecision;
        if (significant is not null && threshold > digits.Count && digits.Count >= digits.Point)
            threshold = digits.Count;

        var exponent = digits.Point - 1;
        if (magnitude != 0 && (exponent < -4 || exponent >= threshold))
            AppendExponent(output, digits, digits.Count - 1, exponentLetter, leastExponentDigits: 2);
        else
            AppendFixed(output, digits, Math.Max(digits.Count - digits.Point, 0));
    }

    private static void AppendFixed(TextBuffer output, in DecimalDigits digits, int fraction)
    {
        if (digits.Point <= 0)
            output.Append('0');
        for (var i = 0; i < digits.Point; i++)
            output.Append(digits[i]);
        if (fraction == 0)
            return;
        output.Append('.');
        for (var i = 0; i < fraction; i++)
            output.Append(digits[digits.Point + i]);
    }

    private static void AppendExponent(TextBuffer output, in DecimalDigits digits, int fraction, char letter, int leastExponentDigits)
    {
        output.Append(digits[0]);
        if (fraction > 0)
            output.Append('.');
        for (var i = 1; i <= fraction; i++)
            output.Append(digits[i]);

        var exponent = digits.Count == 0 ? 0 : digits.Point - 1;
        output.Append(letter);
        output.Append(exponent < 0 ? '-' : '+');
        output.Append(Math.Abs(exponent), leastExponentDigits == 2 ? "00" : "0");
    }
}
