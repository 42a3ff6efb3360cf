using NFlow.Runtime.Sandbox.Tests.Attacks;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>What the fuzzers start from: every attack, and <c>Fuzzing/Corpus</c>, whose files once did harm or reached something rare. A finding becomes a file there.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Scripts { get; } = [.. Read("scripts", "*.js"), .. AttackFile.ReadAll().Select(attack => attack.Script).Where(script => script.Length < 5_000)];

    public static IReadOnlyList<string> Apps { get; } = Read("apps", "*.json");

    public static IReadOnlyList<string> Templates { get; } = Read("templates", "*.html");

    /// <summary>Files of one kind, by name.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Folder(folder)).Order(StringComparer.Ordinal);

    private static List<string> Read(string folder, string pattern) => [.. Directory.EnumerateFiles(Folder(folder), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus", name);
}
