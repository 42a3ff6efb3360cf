namespace NFlow.Runtime.Security;

/// <summary>The check digit of card numbers, which tells them from other long numbers.</summary>
internal static class Luhn
{
    /// <summary>Whether the digits of a text, blanks and dashes left out, have the right check digit.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var count = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var digit = text[i] - '0';
            if (count++ % 2 == 1)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return count is >= 13 and <= 19 && sum % 10 == 0;
    }
}
