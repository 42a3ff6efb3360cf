using System.Globalization;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>Reads attacks from <c>Attacks/Data</c>: each starts with a line <c>//# name -> ending|ending</c>. <c>«text×n»</c> stands for n repetitions.</summary>
internal static partial class AttackFile
{
    public static IReadOnlyList<Attack> ReadAll() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Attacks", "Data"), "*.js").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<Attack> Read(string path)
    {
        var group = Path.GetFileNameWithoutExtension(path);
        foreach (var block in File.ReadAllText(path).Split("//# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            var (name, expected) = block[..end].Split(" -> ") is [var first, var second] ? (first, second) : throw new FormatException($"{path}: {block[..end]}");
            yield return new Attack(group, name.Trim(), expected.Trim().Split('|'), Expand(block[(end + 1)..].TrimEnd()));
        }
    }

    private static string Expand(string script) => Repetition().Replace(script, match =>
        string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));

    [GeneratedRegex("«([^«»]*)×([0-9]+)»")]
    private static partial Regex Repetition();
}
