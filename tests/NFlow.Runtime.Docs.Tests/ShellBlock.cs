using System.Text.RegularExpressions;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>
/// Reads the command lines of a block: programs are known, projects, folders and scripts exist, packages are ours, options are options.
/// Mark <c>in</c> names the folder that an earlier block of the document has made and entered.
/// </summary>
internal static partial class ShellBlock
{
    private static readonly string[] HarmlessPrograms = ["curl", "kill", "echo", "systemctl", "journalctl", "export", "dotnet-counters", "dotnet-trace", "psql", "sqlite3", "redis-cli", "printf", "openssl"];

    private static readonly string[] DotnetCommands = ["run", "test", "build", "format", "pack", "publish", "new", "add", "tool", "restore", "nuget", "sln", "ef"];

    private static readonly string[] Templates = ["web", "nunit", "console", "tool-manifest", "nflow-web", "nflow-step"];

    private static readonly Lazy<HashSet<string>> Packages = new(() => [.. Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
        .Where(file => File.ReadAllText(file).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal) || File.ReadAllText(file).Contains("<PackAsTool>true", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file))]);

    private static readonly Lazy<string> ServerUsage = new(() =>
        File.ReadAllText(Repository.PathOf("src", "NFlow.Runtime.Server", "Hosting", "ServerArguments.cs")) + File.ReadAllText(Repository.PathOf("src", "NFlow.Runtime.Server", "Hosting", "ServerCommands.cs")));

    /// <summary>What is wrong with the block, a sentence each.</summary>
    public static IEnumerable<string> Check(DocumentBlock block)
    {
        var folder = block.Mark("in") ?? "";
        var made = new HashSet<string>(StringComparer.Ordinal);
        if (folder.Length > 0)
            made.Add(folder);
        foreach (var command in Commands(block.Text))
        {
            var words = Word().Matches(command).Select(match => match.Value.Trim('"', '\'')).SkipWhile(word => Assignment().IsMatch(word)).ToArray();
            if (words.Length == 0)
                continue;
            var problem = words[0] switch
            {
                "cd" => ChangeFolder(words, made, ref folder),
                "dotnet" => Dotnet(words, folder, made),
                "nflow-runtime" => Server(words),
                "bash" or "source" or "." => Exists(words[1], folder),
                "python3" => Exists(words[1], folder),
                "docker" => Docker(words, folder),
                _ when HarmlessPrograms.Contains(words[0]) => null,
                _ => $"'{words[0]}' is not a program that the documents use.",
            };
            if (problem is not null)
                yield return $"{problem} ({command})";
        }
    }

    private static IEnumerable<string> Commands(string text) =>
        Continued().Replace(text, " ").Split('\n')
            .Select(line => Comment().Replace(line, "").Trim())
            .SelectMany(line => Separator().Split(line))
            .Select(command => command.Trim().TrimEnd('&').Trim())
            .Where(command => command.Length > 0);

    private static string? ChangeFolder(string[] words, HashSet<string> made, ref string folder)
    {
        if (made.Contains(words[1]))
        {
            folder = words[1];
            return null;
        }

        var problem = Exists(words[1], folder);
        folder = words[1];
        return problem;
    }

    private static string? Dotnet(string[] words, string folder, HashSet<string> made)
    {
        var isMade = made.Contains(folder);
        if (words.Length < 2 || (words[1].StartsWith('-') && words[1] is not "--info" and not "--version"))
            return "dotnet needs a command.";
        if (!DotnetCommands.Contains(words[1]) && !words[1].EndsWith(".dll", StringComparison.Ordinal))
            return $"dotnet has no command '{words[1]}' that the documents use.";
        if (words[1] == "new")
        {
            if (words[2] == "install")
                return Packages.Value.Contains(words[3].Split("::")[0]) || words[3] == "NFlow.Runtime.Templates" ? null : $"'{words[3]}' is not a package of this repository.";
            if (Option(words, "-n", "--name", "-o", "--output") is { } name)
                made.Add(name);
            return Templates.Contains(words[2]) ? null : $"There is no template '{words[2]}'.";
        }

        if (words is [_, "add", "package", var package, ..])
            return Packages.Value.Contains(package) ? null : $"'{package}' is not a package of this repository.";
        if (isMade)
            return null;
        var project = Option(words, "--project", "-p") ?? (words[1] is "run" or "new" or "tool" or "nuget" or "format" ? null : words.Skip(2).TakeWhile(word => !word.StartsWith('-')).FirstOrDefault());
        if (project is not null)
            return Exists(project, folder);
        return words[1] != "run" || Directory.GetFiles(Repository.PathOf(folder), "*.csproj").Length == 1 ? null : $"There is no project in '{folder}' to run.";
    }

    private static string? Server(string[] words)
    {
        foreach (var word in words.Skip(1).TakeWhile(word => word is not ("|" or ">")))
            if ((word.StartsWith('-') || words[1] == word) && !ServerUsage.Value.Contains($"\"{word.Split('=')[0]}\"", StringComparison.Ordinal))
                return $"nflow-runtime knows no '{word}'.";
        return null;
    }

    private static string? Docker(string[] words, string folder) =>
        Option(words, "-f", "--file") is { } file ? Exists(file, folder) : null;

    private static string? Exists(string path, string folder) =>
        Path.Exists(Repository.PathOf(folder, path)) || Path.Exists(Repository.PathOf(path)) ? null : $"There is no '{path}'.";

    private static string? Option(string[] words, params string[] names)
    {
        var at = Array.FindIndex(words, names.Contains);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\S+='[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\w+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"&&|\|(?=\s)|;(?=\s)")]
    private static partial Regex Separator();
}
