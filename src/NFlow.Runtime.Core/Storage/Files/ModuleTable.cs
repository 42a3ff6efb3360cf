using System.Text;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.Files;

/// <summary>Reads table <c>modules</c> exported as CSV: a header line, quoted fields that span lines, doubled quotes, <c>NULL</c> for no code.</summary>
internal static class ModuleTable
{
    /// <exception cref="StorageException">The text is no such table; the message names file and line.</exception>
    public static IEnumerable<ModuleDefinition> Read(string text, string path)
    {
        var records = Records(text, path).GetEnumerator();
        if (!records.MoveNext())
            yield break;
        var header = records.Current.Fields.ConvertAll(field => field.Trim());
        var name = header.FindIndex(column => column.Equals("name", StringComparison.OrdinalIgnoreCase));
        var code = header.FindIndex(column => column.Equals("code", StringComparison.OrdinalIgnoreCase));
        if (name < 0 || code < 0)
            throw new StorageException($"The file '{path}' has no columns 'name' and 'code' in its first line. Export the table modules with a header line.");

        while (records.MoveNext())
        {
            var (fields, line) = records.Current;
            if (fields is [""])
                continue;
            if (fields.Count != header.Count)
                throw new StorageException($"The file '{path}' has {fields.Count} fields instead of {header.Count} in the record at line {line}. Quote fields that hold commas, quotes or line breaks.");
            yield return new ModuleDefinition(fields[name], fields[code] == "NULL" ? "" : fields[code]);
        }
    }

    private static IEnumerable<(List<string> Fields, int Line)> Records(string text, string path)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, start) = (1, 1);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && field.Length == 0)
            {
                at = ReadQuoted(text, at, field, path, ref line);
            }
            else if (c == ',')
            {
                Complete(fields, field);
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                    at++;
                Complete(fields, field);
                yield return (fields, start);
                fields = [];
                start = ++line;
            }
            else
            {
                field.Append(c);
            }
        }

        if (fields.Count > 0 || field.Length > 0)
        {
            Complete(fields, field);
            yield return (fields, start);
        }
    }

    private static void Complete(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }

    /// <returns>Where the closing quote is.</returns>
    private static int ReadQuoted(string text, int opening, StringBuilder field, string path, ref int line)
    {
        var openedAt = line;
        for (var at = opening + 1; at < text.Length; at++)
        {
            if (text[at] == '\n')
                line++;
            if (text[at] != '"')
                field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                field.Append(text[at++]);
            else
                return at;
        }

        throw new StorageException($"The file '{path}' opens a quote at line {openedAt} that is never closed.");
    }
}
