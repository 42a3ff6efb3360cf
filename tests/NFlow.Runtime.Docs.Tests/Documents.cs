namespace NFlow.Runtime.Docs.Tests;

/// <summary>What people read: the Markdown files of the repository.</summary>
internal static class Documents
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Files("", "*.md", SearchOption.TopDirectoryOnly),
        .. Files("docs", "*.md", SearchOption.AllDirectories),
        .. Files("samples", "*.md", SearchOption.AllDirectories),
        .. Files("src", "README.md", SearchOption.AllDirectories),
    ];

    public static IReadOnlyList<DocumentBlock> Blocks { get; } = [.. All.SelectMany(document => MarkdownReader.Read(document, Text(document)))];

    public static IEnumerable<DocumentBlock> Of(params string[] languages) => Blocks.Where(block => languages.Contains(block.Language));

    public static string Text(string document) => File.ReadAllText(Repository.PathOf(document)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Files(string folder, string pattern, SearchOption depth) =>
        Directory.GetFiles(Repository.PathOf(folder), pattern, depth)
            .Select(path => Path.GetRelativePath(Repository.PathOf(), path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);
}
