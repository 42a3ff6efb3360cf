namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>Where the workloads come from: the project's kit, or smaller ones of our own where it is missing. Figures of the two do not compare.</summary>
internal static class WorkloadKit
{
    private static readonly Lazy<string?> Folder = new(FindFolder);

    /// <summary>What the figures are of, for the head of a report.</summary>
    public static string Source => Folder.Value is { } folder
        ? $"workloads of the project's kit, {folder}"
        : "smaller workloads of our own, because ../shared/bench/workloads is not beside this clone; do not compare the figures with those of the kit";

    public static Workload Load(string name)
    {
        if (Folder.Value is not { } folder)
            return OwnWorkloads.Load(name);

        string[] files = File.Exists(Path.Combine(folder, $"{name}.js")) ? [$"{name}.js"] : [.. Enumerable.Range(1, 5).Select(i => $"{name}.{i}.js")];
        return new Workload(
            name,
            [.. files.Select(file => File.ReadAllText(Path.Combine(folder, file)))],
            name == "echo" ? File.ReadAllBytes(Path.Combine(folder, "body.json")) : default);
    }

    /// <summary>Looked for above the program and above the working directory: benchmarks run from generated folders.</summary>
    private static string? FindFolder()
    {
        foreach (var start in (ReadOnlySpan<string>)[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "shared", "bench", "workloads");
                if (Directory.Exists(candidate))
                    return candidate;
            }

        return null;
    }
}
