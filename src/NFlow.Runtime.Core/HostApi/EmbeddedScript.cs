using System.Collections.Concurrent;

namespace NFlow.Runtime.HostApi;

/// <summary>JavaScript sources, shipped inside the assembly.</summary>
internal static class EmbeddedScript
{
    private static readonly ConcurrentDictionary<string, string> Sources = new(StringComparer.Ordinal);

    /// <summary>Reads a source.</summary>
    /// <param name="path">Folder and file below <c>HostApi</c>, such as <c>Context/context.js</c>.</param>
    public static string Read(string path) => ReadResource($"HostApi.{path.Replace('/', '.')}");

    /// <summary>Reads a source that belongs to the script engine.</summary>
    /// <param name="file">File below <c>Scripting/Jint</c>.</param>
    public static string ReadOfEngine(string file) => ReadResource($"Scripting.Jint.{file}");

    private static string ReadResource(string path) => Sources.GetOrAdd(path, static path =>
    {
        var name = $"NFlow.Runtime.{path}";
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
