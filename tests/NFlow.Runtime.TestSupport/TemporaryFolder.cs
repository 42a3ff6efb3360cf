namespace NFlow.Runtime.TestSupport;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable, IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nflow-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, and its folder where it has none.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
