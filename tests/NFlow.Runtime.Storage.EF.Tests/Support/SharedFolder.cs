namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>The folder of real data beside the repository; tests that need it are skipped without it.</summary>
internal static class SharedFolder
{
    public static string PathOf(params string[] parts)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "NFlow.Runtime.sln")))
                continue;
            for (var above = folder.Parent; above is not null; above = above.Parent)
                if (Path.Combine([above.FullName, "shared", .. parts]) is var path && (File.Exists(path) || Directory.Exists(path)))
                    return path;
        }

        Assert.Ignore($"needs ../shared/{string.Join('/', parts)}");
        throw new InvalidOperationException();
    }
}
