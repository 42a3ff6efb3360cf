using System.Globalization;
using System.Numerics;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>The decimal digits of a number, without zeros at either end, and where its point is: 0.digits × 10^point.</summary>
internal readonly struct DecimalDigits
{
    private readonly string _digits;

    private DecimalDigits(string digits, int point)
    {
        var leading = digits.Length - digits.AsSpan().TrimStart('0').Length;
        _digits = digits[leading..].TrimEnd('0');
        Point = _digits.Length == 0 ? 0 : point - leading;
    }

    public int Point { get; }

    public int Count => _digits.Length;

    /// <summary>The digit at an index; zero beyond the end and before the start.</summary>
    public char this[int index] => index >= 0 && index < _digits.Length ? _digits[index] : '0';

    /// <summary>The fewest digits that read back as the same number.</summary>
    public static DecimalDigits Shortest(double value)
    {
        // Either 1.2345E-06 or 123.45.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var mantissa = shortest.Split('E')[0];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : mantissa.Length;
        var exponent = shortest.Contains('E', StringComparison.Ordinal) ? int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture) : 0;
        return new DecimalDigits(mantissa.Replace(".", "", StringComparison.Ordinal), point + exponent);
    }

    /// <summary>All digits of the number that the bits stand for.</summary>
    public static DecimalDigits Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var mantissa = new BigInteger((bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52));
        var exponent = Math.Max(biased, 1) - 1075;
        if (exponent >= 0)
        {
            var whole = (mantissa << exponent).ToString(CultureInfo.InvariantCulture);
            return new DecimalDigits(whole, whole.Length);
        }

        // m / 2^n is m * 5^n / 10^n.
        var scaled = (mantissa * BigInteger.Pow(5, -exponent)).ToString(CultureInfo.InvariantCulture);
        return new DecimalDigits(scaled, scaled.Length + exponent);
    }

    /// <summary>Keeps some digits; halfway goes to the even neighbour.</summary>
    public DecimalDigits RoundToCount(int count)
    {
        if (count < 0)
            return new DecimalDigits("", 0);
        if (count >= Count)
            return this;

        var kept = _digits[..count];
        var isHalf = _digits[count] == '5' && count + 1 == Count;
        var roundsUp = isHalf ? count > 0 && (kept[^1] - '0') % 2 == 1 : _digits[count] >= '5';
        if (!roundsUp)
            return new DecimalDigits(kept, Point);

        var raised = (BigInteger.Parse("0" + kept, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        return new DecimalDigits(raised, Point + raised.Length - count);
    }
}
