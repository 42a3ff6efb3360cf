using System.Diagnostics;
using NFlow.Runtime.Packages.Tests.Support;

namespace NFlow.Runtime.Packages.Tests;

/// <summary>The container image, without a container engine: built into a file, looked into, and started from its unpacked files in namespaces of its own (bubblewrap), as nobody in particular.</summary>
[Platform("Linux")]
[NonParallelizable]
public sealed class ContainerImageTests
{
    private static TemporaryFolder _folder = null!;
    private static ImageArchive _image = null!;

    [OneTimeSetUp]
    public static async Task BuildAsync()
    {
        if (!Tool.Exists("bwrap") || !Tool.Exists("dpkg-query"))
            Requirement.IsMissing("The image is built and tried with Debian's packages and bubblewrap: apt-get install bubblewrap.");
        _folder = new TemporaryFolder();
        _image = await ContainerBuild.RunAsync(_folder.Path);
    }

    [OneTimeTearDown]
    public static void TearDown() => _folder?.Dispose();

    [Test]
    public void Image_RunsAsTheUnprivilegedUser_OnPort8080_InItsHome()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_image.Settings.GetProperty("User").GetString(), Is.EqualTo("app"));
            Assert.That(_image.Settings.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name), Is.EqualTo(new[] { "8080/tcp" }));
            Assert.That(_image.List("Env"), Is.SupersetOf(new[] { "NFLOW_HOME=/home/app", "DOTNET_gcServer=0", "ASPNETCORE_HTTP_PORTS=8080" }));
            Assert.That(_image.Settings.GetProperty("WorkingDir").GetString(), Is.EqualTo("/app/"));
            Assert.That(Command, Is.EqualTo(new[] { "dotnet", "/app/nflow-runtime.dll" }));
        }
    }

    [Test]
    public void Image_SaysWhatItIs()
    {
        var labels = _image.Settings.GetProperty("Labels");
        string? Label(string name) => labels.TryGetProperty($"org.opencontainers.image.{name}", out var value) ? value.GetString() : null;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Label("title"), Is.EqualTo("nflow-runtime"));
            Assert.That(Label("licenses"), Is.EqualTo("MIT"));
            Assert.That(Label("version"), Is.EqualTo(LocalFeed.Version));
            Assert.That(Label("description"), Is.Not.Empty);
        }
    }

    [Test]
    public void Files_OfTheApplication_BelongToRootAndHoldNoSettingsOrSources()
    {
        var files = Directory.EnumerateFiles(Path.Combine(_image.RootFileSystem, "app"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Does.Contain("nflow-runtime.dll"));
            Assert.That(files.Select(Path.GetExtension), Has.None.EqualTo(".cs").And.None.EqualTo(".db").And.None.EqualTo(".toml"));
        }
    }

    /// <summary>With no capability, a read-only root and a network of its own, as docs/operations.md starts it: asked for its health with the documented command, then stopped as <c>docker stop</c> does.</summary>
    [Test, CancelAfter(180_000)]
    public async Task Container_WithoutAnyRight_GetsReadyAnswersAndStops(CancellationToken cancellationToken)
    {
        var home = Directory.CreateDirectory(_folder.PathOf("home")).FullName;
        var (code, said) = await RunAsync(home, """
            while read -r key value rest; do
              case $key in Uid: | CapEff:) echo "$key $value" ;; esac
            done </proc/self/status
            "$@" & server=$!
            until "$@" health http://127.0.0.1:8080/health/ready >/tmp/ready 2>&1; do
              kill -0 $server || exit 1
            done
            read -r ready </tmp/ready
            echo "ready: $ready"
            "$@" health || exit 1
            touch /app/written 2>/dev/null && echo "the root file system is writable"
            kill -TERM $server
            wait $server
            echo "ended with $?"
            """, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero, said);
            Assert.That(said, Does.Contain("Uid: 1654\n").And.Contain("CapEff: 0000000000000000\n").And.Contain("ready: 200 {\"status\":\"healthy\"").And.Contain("serves app").And.Contain("ended with 0").And.Not.Contain("writable"));
            Assert.That(File.Exists(Path.Combine(home, "nflow.db")), Is.True, "what it keeps is in the volume");
        }
    }

    [Test, CancelAfter(180_000)]
    public async Task Container_WithWorkerProcesses_RunsScriptsInThem(CancellationToken cancellationToken)
    {
        var home = Directory.CreateDirectory(_folder.PathOf("workers")).FullName;
        await File.WriteAllTextAsync(Path.Combine(home, "config.toml"), "[vm_pool]\nisolation = \"process\"\nworker_processes = 1\n", cancellationToken);
        var (code, said) = await RunAsync(home, """
            "$@" & server=$!
            until "$@" health >/dev/null 2>&1; do
              kill -0 $server || exit 1
            done
            "$@" health http://127.0.0.1:8080/hello || exit 1
            "$@" health http://127.0.0.1:8080/metrics
            kill -TERM $server
            wait $server
            """, cancellationToken);
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("\nnflow_worker_processes 1\n"), said);
    }

    /// <summary>Some machines let nobody make namespaces: containers without that right, kernels set so.</summary>
    private static async Task RequireNamespacesAsync()
    {
        try
        {
            await Tool.RunAsync("bwrap", "--unshare-all", "--uid", "1654", "--gid", "1654", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "/bin/true");
        }
        catch (InvalidOperationException exception)
        {
            Requirement.IsMissing($"bubblewrap cannot make a container here; user namespaces must be allowed (sysctl kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns). {exception.Message}");
        }
    }

    private static IReadOnlyList<string> Command => [.. _image.List("Entrypoint"), .. _image.List("Cmd")];

    /// <summary>Runs a shell script in the container, whose arguments are the image's entry point; Debian's image has that shell too.</summary>
    private static async Task<(int Code, string Said)> RunAsync(string home, string script, CancellationToken cancellationToken)
    {
        await RequireNamespacesAsync();
        List<string> arguments =
        [
            "--unshare-all", "--die-with-parent", "--new-session", "--uid", "1654", "--gid", "1654", "--hostname", "nflow", "--clearenv",
            "--ro-bind", _image.RootFileSystem, "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--bind", home, "/home/app",
            "--chdir", _image.Settings.GetProperty("WorkingDir").GetString()!,
        ];
        foreach (var variable in _image.List("Env").Select(variable => variable.Split('=', 2)))
            arguments.AddRange(["--setenv", variable[0], variable[1]]);
        arguments.AddRange(["/bin/sh", "-c", script, "sh", .. Command]);

        using var process = Process.Start(new ProcessStartInfo("bwrap", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
