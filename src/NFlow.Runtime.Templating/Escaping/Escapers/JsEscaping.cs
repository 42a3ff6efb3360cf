using System.Globalization;
using NFlow.Runtime.Templating.Execution;
using NFlow.Runtime.Templating.Formatting;

namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>Escapers of strings, template literals and regular expressions in scripts.</summary>
internal static class JsEscaping
{
    private static readonly ReplacementTable StringTable = new(Strings());
    private static readonly ReplacementTable TemplateLiteralTable = new(TemplateLiterals());
    private static readonly ReplacementTable RegexpTable = new(Regexps());

    public static void EscapeString(ReadOnlySpan<char> text, TextBuffer output) => StringTable.Append(text, output);

    public static void EscapeTemplateLiteral(ReadOnlySpan<char> text, TextBuffer output) => TemplateLiteralTable.Append(text, output);

    public static void EscapeRegexp(ReadOnlySpan<char> text, TextBuffer output)
    {
        // Two slashes with nothing between them would start a comment.
        if (text.IsEmpty)
            output.Append("(?:)");
        else
            RegexpTable.Append(text, output);
    }

    /// <summary>The function <c>js</c> of a template.</summary>
    public static void EscapeForFunction(ReadOnlySpan<char> text, TextBuffer output)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\\' or '\'' or '"':
                    output.Append('\\');
                    output.Append((char)rune.Value);
                    break;
                case '<' or '>' or '&' or '=' or < ' ':
                    output.Append(Unicode(rune.Value, "X4"));
                    break;
                default:
                    if (rune.IsAscii || TextFormat.IsPrintable(rune))
                        TextFormat.AppendRune(output, rune.Value);
                    else
                        output.Append(Unicode(rune.Value, "X4"));
                    break;
            }
        }
    }

    private static Dictionary<char, string> Strings()
    {
        var table = Common();
        table['`'] = "\\u0060";
        table['\\'] = "\\\\";
        return table;
    }

    private static Dictionary<char, string> TemplateLiterals()
    {
        var table = Strings();
        foreach (var character in "${}")
            table[character] = Unicode(character, "x4");
        return table;
    }

    private static Dictionary<char, string> Regexps()
    {
        var table = Common();
        foreach (var character in "$()*-.?[\\]^{|}")
            table[character] = $"\\{character}";
        return table;
    }

    private static Dictionary<char, string> Common()
    {
        var table = new Dictionary<char, string>();
        for (var control = '\0'; control < ' '; control++)
            table[control] = Unicode(control, "x4");
        foreach (var character in "\"&'+<>\u2028\u2029")
            table[character] = Unicode(character, "x4");
        table['\t'] = "\\t";
        table['\n'] = "\\n";
        table['\f'] = "\\f";
        table['\r'] = "\\r";
        table['/'] = "\\/";
        return table;
    }

    private static string Unicode(int value, string format) => "\\u" + value.ToString(format, CultureInfo.InvariantCulture);
}
