namespace NFlow.Runtime.Templating.Tests;

/// <summary>Finds the data folder beside the repository; tests that need it are skipped without it.</summary>
internal static class SharedFiles
{
    public static string? Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", relativePath);
            if (Path.Exists(path))
                return path;
        }

        return null;
    }

    public static string Require(string relativePath)
    {
        var path = Find(relativePath);
        if (path is null)
            Assert.Ignore($"needs ../shared/{relativePath}");
        return path!;
    }
}
