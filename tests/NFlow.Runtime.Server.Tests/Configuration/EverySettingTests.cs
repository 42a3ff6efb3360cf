using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NFlow.Runtime.Server.Configuration;

namespace NFlow.Runtime.Server.Tests.Configuration;

internal sealed partial class EverySettingTests
{
    [Test]
    public void Reference_EveryKeyIsReadAndHasItsDefault()
    {
        var reference = TomlEntries.Read(File.ReadAllText(SharedData.Require("compat", "config.reference.toml")), "reference");
        var defaults = Read("").Effective;
        Assert.That(
            reference.Select(entry => $"{entry.Key} = {(entry.Kind == ConfigurationValueKind.List ? string.Join(", ", entry.Items) : entry.Text)}"),
            Is.SubsetOf(defaults.Select(value => $"{value.Key} = {Text(value.Value)}")));
    }

    [Test]
    public void Page_NamesEveryKeyWithItsDefaultAndNoOther()
    {
        var table = "";
        var documented = new List<string>();
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "configuration.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
                table = heading.Groups[1].Value;
            else if (Row().Match(line) is { Success: true } row)
                documented.Add($"{table}.{row.Groups[1].Value} = {row.Groups[2].Value.Trim('"', '[', ']').Replace("\"", "", StringComparison.Ordinal)}");
        }

        Assert.That(documented, Is.EquivalentTo(Read("").Effective.Select(value => $"{value.Key} = {Text(value.Value)}")));
    }

    [Test]
    public void Reference_GivesNoWarning()
    {
        var settings = Read(File.ReadAllText(SharedData.Require("compat", "config.reference.toml")));
        Assert.That(settings.Warnings, Is.Empty);
    }

    [Test]
    public void Environment_ReachesEveryKindOfValue()
    {
        var settings = Read(
            "",
            ("NFLOW__TRACKER__ENABLED", "true"),
            ("NFLOW__SECURITY__SENSITIVE_PATTERNS", "email, jwt"),
            ("NFLOW__SECURITY__CUSTOM_PATTERNS__CUSTOMER", "C-[0-9]+"),
            ("NFLOW__DEBUG__ALLOWED_IPS", "10.0.0.0/8,::1"),
            ("NFLOW__MONITOR__METRICS_PORT", "9090"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Tracker.Enabled, Is.True);
            Assert.That(settings.Security.SensitivePatterns, Is.EqualTo(new[] { "email", "jwt" }));
            Assert.That(settings.Security.CustomPatterns.Values, Is.EqualTo(new[] { "C-[0-9]+" }));
            Assert.That(settings.Debug.AllowedIps, Is.EqualTo(new[] { "10.0.0.0/8", "::1" }));
            Assert.That(settings.Monitor.MetricsPort, Is.EqualTo(9090));
        }
    }

    [Test]
    public void OlderSpellings_AreUnderstood()
    {
        var mail = Read("[mail]\nsmtp = \"mx\"\nport = \"25\"\nfrom = \"a@b\"\npassword = \"p\"").Mail;
        Assert.That((mail.Host, mail.Port, mail.From, mail.Password), Is.EqualTo(("mx", 25, "a@b", "p")));
    }

    [Test]
    public void Mistakes_InAnyTable_AreAllNamed()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() => Read("""
            [tracker]
            workers = 0
            [monitor]
            metrics_path = "metrics"
            metrics_port = "http"
            [rate_limit]
            backend = "file"
            [security]
            log_masking_char = "**"
            sensitive_patterns = "email"
            [ai]
            ollama_base_url = "ftp://x"
            [https_engine]
            enable = true
            cert = "/nonexistent.pem"
            address = "here"
            """));
        Assert.That(exception.Problems.Select(problem => $"{problem.Place} {problem.Key}"), Is.EquivalentTo(new[]
        {
            "config.toml(2) tracker.workers", "config.toml(4) monitor.metrics_path", "config.toml(5) monitor.metrics_port", "config.toml(7) rate_limit.backend",
            "config.toml(9) security.log_masking_char", "config.toml(10) security.sensitive_patterns", "config.toml(12) ai.ollama_base_url",
            "config.toml(15) https_engine.cert", "configuration https_engine.key", "config.toml(16) https_engine.address",
        }));
    }

    [Test]
    public void Report_ShowsThatSecretsAreSetAndNeverWhatTheyAre()
    {
        var report = JsonSerializer.Serialize(new SettingsReport(new CurrentSettings(Read("""
            [database_nflow]
            driver = "postgres"
            dsn = "postgres://u:hunter2@db/x"
            [redis]
            password = "hunter2"
            [pg_session]
            url = "postgres://u:hunter2@db/x"
            [mail]
            smtp_password = "hunter2"
            [twilio]
            auth_token = "hunter2"
            [debug]
            auth_token = "hunter2"
            [security]
            encryption_key = "hunter2"
            [env]
            api_base = "https://api.example.org"
            """))).Describe());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report, Does.Not.Contain("hunter2"));
            Assert.That(report, Does.Contain("********").And.Contain("https://api.example.org").And.Contain("\"driver\":\"postgres\""));
        }
    }

    [Test]
    public void Page_MarksEveryKeyThatIsReloaded()
    {
        var table = "";
        var marked = new List<string>();
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "configuration.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
                table = heading.Groups[1].Value;
            else if (Row().Match(line) is { Success: true } row && line.Contains("Reloaded.", StringComparison.Ordinal))
                marked.Add($"{table}.{row.Groups[1].Value}");
        }

        Assert.That(marked, Is.EquivalentTo(Read("").Live));
    }

    private static ServerSettings Read(string toml, params (string Name, string Value)[] environment)
    {
        var variables = new Hashtable();
        foreach (var (name, value) in environment)
            variables[name] = value;
        return ServerSettings.Read(new ConfigurationSource([.. TomlEntries.Read(toml, "config.toml"), .. EnvironmentEntries.Read(variables)]));
    }

    private static string Text(object? value) => value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^## \[([\w.]+)\]$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(\w+)` \| `(.*?)` \|")]
    private static partial Regex Row();
}
