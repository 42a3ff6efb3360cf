namespace NFlow.Runtime.TestSupport;

/// <summary>The working copy that the tests run in.</summary>
public static class Repository
{
    private static readonly Lazy<string> Root = new(Find);

    /// <summary>The path of a file or folder of the repository, whether it exists or not.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root.Value, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "NFlow.Runtime.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
