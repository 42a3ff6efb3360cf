using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>Decodes character references as browsers do, at least those that could hide punctuation.</summary>
internal static class HtmlEntities
{
    private const int LongestName = 32;

    private static readonly FrozenDictionary<string, char> Punctuation = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["Tab"] = '\t',
        ["NewLine"] = '\n',
        ["excl"] = '!',
        ["quot"] = '"',
        ["QUOT"] = '"',
        ["num"] = '#',
        ["dollar"] = '$',
        ["percnt"] = '%',
        ["amp"] = '&',
        ["AMP"] = '&',
        ["apos"] = '\'',
        ["lpar"] = '(',
        ["rpar"] = ')',
        ["ast"] = '*',
        ["midast"] = '*',
        ["plus"] = '+',
        ["comma"] = ',',
        ["period"] = '.',
        ["sol"] = '/',
        ["colon"] = ':',
        ["semi"] = ';',
        ["lt"] = '<',
        ["LT"] = '<',
        ["equals"] = '=',
        ["gt"] = '>',
        ["GT"] = '>',
        ["quest"] = '?',
        ["commat"] = '@',
        ["lsqb"] = '[',
        ["lbrack"] = '[',
        ["bsol"] = '\\',
        ["rsqb"] = ']',
        ["rbrack"] = ']',
        ["Hat"] = '^',
        ["lowbar"] = '_',
        ["UnderBar"] = '_',
        ["grave"] = '`',
        ["DiacriticalGrave"] = '`',
        ["lcub"] = '{',
        ["lbrace"] = '{',
        ["verbar"] = '|',
        ["vert"] = '|',
        ["VerticalLine"] = '|',
        ["rcub"] = '}',
        ["rbrace"] = '}',
        ["nbsp"] = '\u00a0',
        ["NonBreakingSpace"] = '\u00a0',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // These are recognised without their semicolon, whatever follows.
    private static readonly string[] WithoutSemicolon = ["quot", "QUOT", "amp", "AMP", "lt", "LT", "gt", "GT", "nbsp"];

    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
            return text.ToString();

        var decoded = new StringBuilder(text.Length);
        while (text.IndexOf('&') is var ampersand and >= 0)
        {
            decoded.Append(text[..ampersand]);
            text = text[ampersand..];
            var length = text.StartsWith("&#") ? DecodeNumber(text, decoded) : DecodeName(text, decoded);
            if (length == 0)
            {
                decoded.Append('&');
                length = 1;
            }

            text = text[length..];
        }

        return decoded.Append(text).ToString();
    }

    private static int DecodeNumber(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        var isHexadecimal = text.Length > 2 && text[2] is 'x' or 'X';
        var start = isHexadecimal ? 3 : 2;
        var end = start;
        long value = 0;
        while (end < text.Length && (isHexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            var digit = int.Parse(text.Slice(end++, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            value = Math.Min(value * (isHexadecimal ? 16 : 10) + digit, int.MaxValue);
        }

        if (end == start)
            return 0;
        decoded.Append(value is > 0 and <= int.MaxValue && Rune.IsValid((int)value) ? new Rune((int)value).ToString() : "\uFFFD");
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }

    private static int DecodeName(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        var end = 1;
        while (end < text.Length && end <= LongestName && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        var name = text[1..end].ToString();
        if (end < text.Length && text[end] == ';')
        {
            if (Punctuation.TryGetValue(name, out var character))
            {
                decoded.Append(character);
                return end + 1;
            }

            var reference = text[..(end + 1)].ToString();
            var other = WebUtility.HtmlDecode(reference);
            if (other != reference)
            {
                decoded.Append(other);
                return end + 1;
            }
        }

        foreach (var known in WithoutSemicolon)
        {
            if (!name.StartsWith(known, StringComparison.Ordinal))
                continue;
            decoded.Append(Punctuation[known]);
            return known.Length + 1;
        }

        return 0;
    }
}
