using System.Globalization;
using System.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Reads a TOML text into entries that remember their lines.</summary>
internal static class TomlEntries
{
    /// <exception cref="InvalidConfigurationException">The text is not TOML; every syntax error is named with its line.</exception>
    public static IReadOnlyList<ConfigurationEntry> Read(string text, string fileName)
    {
        var document = Parse(text, fileName);
        if (document.HasErrors)
            throw new InvalidConfigurationException([.. document.Diagnostics.Select(diagnostic =>
                new ConfigurationProblem($"{fileName}({diagnostic.Span.Start.Line + 1})", null, diagnostic.Message))]);

        var entries = new List<ConfigurationEntry>();
        var parser = TomlParser.Create(text);
        while (parser.MoveNext() && parser.Current.Kind != TomlParseEventKind.StartTable)
        {
        }

        ReadTable(parser, "", fileName, entries);
        return entries;
    }

    /// <summary>Tomlyn cannot word its complaint about a backslash before the end of the text or before half a character.</summary>
    private static DocumentSyntax Parse(string text, string fileName)
    {
        try
        {
            return SyntaxParser.Parse(text, fileName, validate: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidConfigurationException([new ConfigurationProblem(
                $"{fileName}({LineOfBrokenEscape(text)})", null, "a backslash is followed by nothing that can be escaped. Write \\ for a backslash, or use a literal string: 'C:\temp'.")]);
        }
    }

    private static int LineOfBrokenEscape(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                line++;
            else if (text[i] == '\\' && (i + 1 == text.Length || !Rune.TryGetRuneAt(text, i + 1, out _)))
                return line;
        }

        return line;
    }

    private static void ReadTable(TomlParser parser, string prefix, string fileName, List<ConfigurationEntry> entries)
    {
        while (parser.MoveNext() && parser.Current.Kind != TomlParseEventKind.EndTable)
        {
            var key = prefix + parser.GetPropertyName();
            var place = $"{fileName}({parser.Current.Line})";
            parser.MoveNext();
            switch (parser.Current.Kind)
            {
                case TomlParseEventKind.StartTable:
                    ReadTable(parser, key + ".", fileName, entries);
                    break;
                case TomlParseEventKind.StartArray:
                    entries.Add(ReadArray(parser, key, place));
                    break;
                default:
                    entries.Add(ReadScalar(parser, key, place));
                    break;
            }
        }
    }

    private static ConfigurationEntry ReadScalar(TomlParser parser, string key, string place)
    {
        var value = parser.Current;
        return value.Kind switch
        {
            TomlParseEventKind.String => new(key, ConfigurationValueKind.Text, parser.GetString(), [], place),
            TomlParseEventKind.Integer => new(key, ConfigurationValueKind.Integer, value.GetInt64().ToString(CultureInfo.InvariantCulture), [], place),
            TomlParseEventKind.Float => new(key, ConfigurationValueKind.Float, value.GetDouble().ToString(CultureInfo.InvariantCulture), [], place),
            TomlParseEventKind.Boolean => new(key, ConfigurationValueKind.Boolean, value.GetBoolean() ? "true" : "false", [], place),
            _ => new(key, ConfigurationValueKind.Other, "", [], place),
        };
    }

    private static ConfigurationEntry ReadArray(TomlParser parser, string key, string place)
    {
        var items = new List<string>();
        var isPlain = true;
        for (var depth = 1; depth > 0 && parser.MoveNext();)
        {
            switch (parser.Current.Kind)
            {
                case TomlParseEventKind.StartArray or TomlParseEventKind.StartTable:
                    depth++;
                    isPlain = false;
                    break;
                case TomlParseEventKind.EndArray or TomlParseEventKind.EndTable:
                    depth--;
                    break;
                case TomlParseEventKind.String:
                    items.Add(parser.GetString());
                    break;
                default:
                    isPlain = false;
                    break;
            }
        }

        return new(key, isPlain ? ConfigurationValueKind.List : ConfigurationValueKind.Other, string.Join(",", items), items, place);
    }
}
