namespace NFlow.Runtime.TestSupport;

/// <summary>The folder <c>shared</c> beside the repository, which a clone does not have: tests that need it are skipped without it.</summary>
public static class SharedData
{
    /// <summary>The path of a file or folder in it, or null.</summary>
    public static string? Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(Repository.PathOf()).Parent; folder is not null; folder = folder.Parent)
            if (Path.Combine([folder.FullName, "shared", .. parts]) is var path && Path.Exists(path))
                return path;
        return null;
    }

    /// <summary>The path of a file or folder in it; without it the test is skipped.</summary>
    public static string Require(params string[] parts)
    {
        if (Find(parts) is { } path)
            return path;
        Assert.Ignore($"needs ../shared/{string.Join('/', parts)}");
        throw new InvalidOperationException();
    }
}
