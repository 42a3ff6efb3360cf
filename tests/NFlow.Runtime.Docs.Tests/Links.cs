using System.Text.RegularExpressions;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>Links of the documents: files exist, headings too.</summary>
internal static partial class Links
{
    public static IEnumerable<string> Broken(string document)
    {
        var text = Code().Replace(Documents.Text(document), "");
        foreach (var target in Link().Matches(text).Select(match => match.Groups["target"].Value))
            if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && Check(document, target) is { } problem)
                yield return problem;
    }

    private static string? Check(string document, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? document : Path.GetRelativePath(Repository.PathOf(), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(document))!, parts[0]))).Replace('\\', '/');
        if (!Path.Exists(Repository.PathOf(file)))
            return $"There is no '{target}'.";
        if (parts.Length == 2 && file.EndsWith(".md", StringComparison.Ordinal) && !Anchors(file).Contains(parts[1]))
            return $"'{file}' has no heading '#{parts[1]}'.";
        return null;
    }

    private static HashSet<string> Anchors(string document) =>
        [.. Heading().Matches(Code().Replace(Documents.Text(document), "")).Select(match => Slug(match.Groups["text"].Value))];

    /// <summary>As GitHub makes them.</summary>
    private static string Slug(string heading) =>
        string.Concat(heading.Replace("`", "", StringComparison.Ordinal).Trim().ToLowerInvariant().Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
