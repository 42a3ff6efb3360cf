using System.Collections.Concurrent;

namespace NFlow.Runtime.HostApi;

/// <summary>JavaScript sources of host libraries, shipped inside the assembly.</summary>
internal static class EmbeddedScript
{
    private static readonly ConcurrentDictionary<string, string> Sources = new(StringComparer.Ordinal);

    /// <summary>Reads a source.</summary>
    /// <param name="path">Folder and file below <c>HostApi</c>, such as <c>Context/context.js</c>.</param>
    public static string Read(string path) => Sources.GetOrAdd(path, static path =>
    {
        var name = $"NFlow.Runtime.HostApi.{path.Replace('/', '.')}";
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
