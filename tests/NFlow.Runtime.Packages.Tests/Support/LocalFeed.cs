namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>The folder into which <c>build/pack.sh</c> has packed, named by NFLOW_TEST_PACKAGES (<c>.ci/run</c> packs and sets it).</summary>
internal static class LocalFeed
{
    public const string Version = "0.1.0";

    public static string Folder { get; } = Environment.GetEnvironmentVariable("NFLOW_TEST_PACKAGES") is { Length: > 0 } folder ? Path.GetFullPath(folder) : "";

    /// <summary>Skips the test, saying why, when nothing was packed.</summary>
    public static void Require()
    {
        if (Folder.Length == 0)
            Assert.Ignore("The packages are not built: bash build/pack.sh, then run with NFLOW_TEST_PACKAGES=$PWD/artifacts/packages.");
    }

    public static string PackagePath(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");
}
