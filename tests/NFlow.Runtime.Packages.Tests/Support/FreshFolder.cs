using System.Diagnostics;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>
/// An empty folder outside the repository, where <c>dotnet</c> knows the local feed and nuget.org and keeps templates and NFlow packages to itself.
/// Other packages are taken from this machine's cache when it has them.
/// </summary>
internal sealed class FreshFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public FreshFolder()
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(this["nuget.config"], $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{this["packages"]}" />
              </config>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{MachineCache()}" />
              </fallbackPackageFolders>
              <packageSources>
                <clear />
                <add key="local" value="{LocalFeed.Folder}" />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="local"><package pattern="NFlow.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("nflow-packages-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Runs a command and waits for its end; the test fails, with its output, unless it succeeds.</summary>
    public async Task<string> RunAsync(string program, string arguments, string folder = "", string input = "")
    {
        using var process = Process.Start(StartInfo(program, arguments, folder))!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        var said = await output + await errors;
        Assert.That(process.ExitCode, Is.Zero, $"{program} {arguments}\n{said}");
        return said;
    }

    /// <summary>How a command is started here.</summary>
    public ProcessStartInfo StartInfo(string program, string arguments, string folder = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = this[folder],
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the surrounding dotnet test set for itself would lead the inner one astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name == "NUGET_PACKAGES").ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_HOME"] = this["home"];
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NUGET_HTTP_CACHE_PATH"] = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "nflow-packages-http");
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string MachineCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
