using System.Text.RegularExpressions;

namespace NFlow.Runtime.Packages.Tests;

/// <summary>The files in docs/ that operators start from.</summary>
[Platform("Linux")]
public sealed partial class DeploymentFileTests
{
    private static readonly string Unit = Repository.PathOf("docs", "nflow-runtime.service");
    private static readonly string Dockerfile = Repository.PathOf("docs", "Dockerfile");

    [Test]
    public async Task SystemdUnit_IsAcceptedBySystemd()
    {
        if (!Tool.Exists("systemd-analyze"))
            Assert.Ignore("The unit is checked by systemd-analyze: apt-get install systemd.");
        await using var folder = new TemporaryFolder();
        // systemd asks whether the program is there.
        var installed = folder.Write("nflow-runtime.service", (await File.ReadAllTextAsync(Unit)).Replace("/opt/nflow/nflow-runtime", "/bin/true", StringComparison.Ordinal));
        Assert.That(async () => await Tool.RunAsync("systemd-analyze", "verify", "--man=no", installed), Throws.Nothing);
    }

    [Test]
    public void SystemdUnit_GivesTheServerTheTimeAndTheRightsThatTheRunbookNames()
    {
        var unit = File.ReadAllLines(Unit);
        Assert.That(unit, Is.SupersetOf(new[] { "Type=notify", "TimeoutStopSec=50", "User=nflow", "ReadWritePaths=/var/lib/nflow", "EnvironmentFile=-/etc/nflow/secrets.env", "NoNewPrivileges=true" }));
    }

    /// <summary>No container engine runs the tests: what can be compared is that it makes what PublishContainer makes, of files that exist.</summary>
    [Test]
    public void Dockerfile_SaysWhatThePublishedImageSays()
    {
        var lines = File.ReadAllLines(Dockerfile);
        var project = File.ReadAllText(Repository.PathOf("src", "NFlow.Runtime.Server", "NFlow.Runtime.Server.csproj"));
        string[] variables = [.. Variable().Matches(project).Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(variables, Is.Not.Empty);
            Assert.That(string.Join(' ', lines.Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))).Split(' '), Is.SupersetOf(variables));
            Assert.That(lines, Does.Contain("USER $APP_UID").And.Contain("EXPOSE 8080").And.Contain("ENTRYPOINT [\"dotnet\", \"/app/nflow-runtime.dll\"]"));
            Assert.That(lines, Has.Some.StartsWith("HEALTHCHECK ").And.Some.Contains("\"/app/nflow-runtime.dll\", \"health\""));
            foreach (var copied in lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]))
                Assert.That(File.Exists(Repository.PathOf(copied)) || Directory.Exists(Repository.PathOf(copied)), Is.True, copied);
        }
    }

    [GeneratedRegex("""<ContainerEnvironmentVariable Include="(\w+)" Value="([^"]*)" />""")]
    private static partial Regex Variable();
}
