using System.Globalization;
using System.Text;

namespace NFlow.Runtime.Execution;

/// <summary>Text of a script on its way to a log: it must not be able to forge entries or drive a terminal.</summary>
internal static class LogText
{
    /// <summary>The text without line breaks or control characters; they become escapes.</summary>
    public static string OneLine(string text) => Clean(text, keepsLines: false);

    /// <summary>The text without control characters other than line feeds.</summary>
    public static string Lines(string text) => Clean(text, keepsLines: true);

    private static string Clean(string text, bool keepsLines)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0 && text.AsSpan().IndexOfAnyInRange('\u2028', '\u2069') < 0)
            return text;
        var clean = new StringBuilder(text.Length + 16);
        foreach (var character in text)
            _ = character switch
            {
                '\n' when keepsLines => clean.Append(character),
                '\n' => clean.Append("\\n"),
                '\r' => clean.Append("\\r"),
                '\t' => clean.Append("\\t"),
                _ when char.IsControl(character) || character is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => clean.Append(character),
            };
        return clean.ToString();
    }
}
