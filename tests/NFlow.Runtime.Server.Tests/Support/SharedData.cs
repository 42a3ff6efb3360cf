namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>Data kept beside the repository, which a clone does not have.</summary>
internal static class SharedData
{
    public static string Require(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine([folder.FullName, "shared", .. path]);
            if (File.Exists(candidate) || Directory.Exists(candidate))
                return candidate;
        }

        Assert.Ignore($"needs ../shared/{string.Join('/', path)}");
        return "";
    }
}
