namespace NFlow.Runtime.TestSupport;

/// <summary>A generated file of the repository: tests say when it is out of date, and write it anew when NFLOW_UPDATE_DOCS=1.</summary>
public static class RepositoryFile
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("NFLOW_UPDATE_DOCS") == "1";

    public static string Read(string relative) => File.Exists(Repository.PathOf(relative)) ? File.ReadAllText(Repository.PathOf(relative)).ReplaceLineEndings("\n") : "";

    public static void Write(string relative, string text) => File.WriteAllText(Repository.PathOf(relative), text);
}
