using System.Diagnostics;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>Builds the server's image into a file, with the command of docs/operations.md, on a base image that a registry on loopback has.</summary>
internal static class ContainerBuild
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<ImageArchive> RunAsync(string folder)
    {
        using var registry = new LocalRegistry(BaseImage.Make(folder));
        var archive = Path.Combine(folder, "nflow.tar.gz");
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", "src/NFlow.Runtime.Server", "-c", "Release", "-r", $"linux-{(BaseImage.Architecture == "amd64" ? "x64" : "arm64")}", "--self-contained", "false", "-p:ContinuousIntegrationBuild=true", "-t:PublishContainer",
            $"-p:ContainerBaseImage={registry.Address}/dotnet/aspnet:10.0", $"-p:ContainerArchiveOutputPath={archive}", "-nologo", "-v", "q",
        ])
        {
            WorkingDirectory = Repository.PathOf(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the surrounding dotnet test set for itself would lead the inner one astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Address;
        // Layers of the base image are kept in the folder for temporary files, otherwise for ever.
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(process.ExitCode, Is.Zero, await output + await errors);
        return await ImageArchive.OpenAsync(archive, folder);
    }
}
