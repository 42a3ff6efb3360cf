namespace NFlow.Runtime.Compatibility.Tests.Support;

/// <summary>A generated file of the repository: tests say when it is out of date, and write it anew when NFLOW_UPDATE_DOCS=1.</summary>
internal static class RepositoryFile
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("NFLOW_UPDATE_DOCS") == "1";

    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "NFlow.Runtime.sln")))
                return System.IO.Path.Combine(folder.FullName, relative);
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    public static string Read(string relative) => File.Exists(Path(relative)) ? File.ReadAllText(Path(relative)).ReplaceLineEndings("\n") : "";

    public static void Write(string relative, string text) => File.WriteAllText(Path(relative), text);
}
