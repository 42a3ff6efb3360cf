using System.Text.RegularExpressions;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>Finds the blocks of code in a document, with the marks before them.</summary>
internal static partial class MarkdownReader
{
    private const string Fence = "```";
    private const string Indent = "    ";

    public static IEnumerable<DocumentBlock> Read(string document, string text)
    {
        var lines = text.Split('\n');
        IReadOnlyDictionary<string, string> marks = new Dictionary<string, string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (MarkLine().Match(line) is { Success: true } mark)
            {
                marks = ReadMarks(mark.Groups["marks"].Value);
            }
            else if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                var indent = line.Length - line.TrimStart().Length;
                var end = Array.FindIndex(lines, i + 1, other => other.Trim() == Fence);
                if (end < 0)
                    throw new InvalidDataException($"{document}:{i + 1}: the block is never closed.");
                var code = lines[(i + 1)..end].Select(other => other.Length >= indent ? other[indent..] : other.TrimStart());
                yield return new DocumentBlock(document, i + 2, line.Trim()[Fence.Length..].Trim(), string.Join('\n', code), marks);
                marks = new Dictionary<string, string>();
                i = end;
            }
            else if (line.StartsWith(Indent, StringComparison.Ordinal) && i > 0 && lines[i - 1].Length == 0 && !IsInList(lines, i))
            {
                var start = i;
                while (i + 1 < lines.Length && (lines[i + 1].StartsWith(Indent, StringComparison.Ordinal) || (lines[i + 1].Length == 0 && i + 2 < lines.Length && lines[i + 2].StartsWith(Indent, StringComparison.Ordinal))))
                    i++;
                yield return new DocumentBlock(document, start + 1, "sh", string.Join('\n', lines[start..(i + 1)].Select(other => other.Length >= Indent.Length ? other[Indent.Length..] : "")), marks);
                marks = new Dictionary<string, string>();
            }
            else if (line.Trim().Length > 0)
            {
                marks = new Dictionary<string, string>();
            }
        }
    }

    /// <summary>What is indented below an item of a list is text of that item.</summary>
    private static bool IsInList(string[] lines, int index)
    {
        for (var i = index - 1; i >= 0; i--)
            if (lines[i].Length > 0 && !lines[i].StartsWith(' '))
                return lines[i].StartsWith("- ", StringComparison.Ordinal) || (lines[i].Length > 2 && char.IsDigit(lines[i][0]) && lines[i][1] == '.');
        return false;
    }

    private static Dictionary<string, string> ReadMarks(string text) => MarkPart().Matches(text)
        .ToDictionary(part => part.Groups["name"].Value, part => part.Groups["quoted"].Success ? part.Groups["quoted"].Value : part.Groups["value"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*<!--\s*test:(?<marks>.*)-->\s*$")]
    private static partial Regex MarkLine();

    [GeneratedRegex(@"(?<name>[\w.-]+)(=('(?<quoted>[^']*)'|`(?<quoted>[^`]*)`|(?<value>\S+)))?")]
    private static partial Regex MarkPart();
}
