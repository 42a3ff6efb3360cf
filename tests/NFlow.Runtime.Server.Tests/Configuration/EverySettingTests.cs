using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NFlow.Runtime.Configuration;
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
            encryption_key = "hunter2-hunter2-hunter2-hunter2-"
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
    public void Mistakes_ThatOnlyThePartConcernedCanSee_AreNamedWithTheOthers()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() => Read($"""
            [database_nflow]
            driver = "postgres"
            dsn = "hello:hunter2@x"
            [redis]
            host = "a b:::"
            [pg_session]
            url = "hunter2"
            [db]
            enabled = true
            [security]
            enable_encryption = true
            encryption_key = "hunter2"
            sensitive_patterns = ["email", "dna"]
            [rate_limit]
            ip_rate_limit = 5000000
            excluded_paths = "/a,b"
            [https_engine]
            enable = true
            cert = "{Repository.PathOf("README.md")}"
            key = "{Repository.PathOf("README.md")}"
            """));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Problems.Select(problem => $"{problem.Place} {problem.Key}"), Is.EquivalentTo(new[]
            {
                "config.toml(3) database_nflow.dsn", "config.toml(5) redis.host", "config.toml(7) pg_session.url", "configuration db.driver", "configuration db.dsn",
                "config.toml(12) security.encryption_key", "config.toml(13) security.sensitive_patterns", "config.toml(15) rate_limit.ip_rate_limit",
                "config.toml(16) rate_limit.excluded_paths", "config.toml(19) https_engine.cert",
            }));
            Assert.That(exception.Problems.Select(problem => problem.ToString()), Has.None.Contains("hunter2"));
        }
    }

    [TestCase("[security]\nenable_encryption = true", "security.encryption_key")]
    [TestCase("[debug]\nenabled = true", "debug.auth_token")]
    [TestCase("[rate_limit]\nenabled = true\nbackend = \"redis\"", "rate_limit.backend")]
    [TestCase("[rate_limit]\nip_rate_limit = 1\nip_window_minutes = 525600\nip_burst_size = 1000", "rate_limit.ip_burst_size")]
    public void Key_ThatNeedsAnother_IsNamed(string toml, string key) =>
        Assert.That(Assert.Throws<InvalidConfigurationException>(() => Read(toml))!.Problems.Select(problem => problem.Key), Is.EqualTo(new[] { key }));

    [Test]
    public void DebugToken_Empty_IsNamedWithItsLineAndWhatToDo()
    {
        var problem = Assert.Throws<InvalidConfigurationException>(() => Read("[debug]\nenabled = true\nauth_token = \"\""))!.Problems.Single();

        Assert.That(problem.ToString(), Is.EqualTo("config.toml(3): debug.auth_token: must be at least one character while enabled: anybody could read the app and end runs; to go without one all the same, set allow_without_token."));
    }

    [TestCase("[debug]\nenabled = false\nauth_token = \"\"")]
    [TestCase("[debug]\nenabled = true\nauth_token = \"\"\nallow_without_token = true")]
    public void DebugToken_WhereNoneIsNeeded_MayBeEmpty(string toml) => Assert.That(() => Read(toml), Throws.Nothing);

    [TestCase("[redis]\npassword = 4711")]
    [TestCase("[mail]\nsmtp_password = 47.11")]
    [TestCase("[debug]\nauth_token = 4711")]
    [TestCase("[security]\nencryption_key = [4711]")]
    public void Secret_OfTheWrongType_IsNotRepeated(string toml) =>
        Assert.That(Assert.Throws<InvalidConfigurationException>(() => Read(toml))!.Message, Does.Contain("must be a string").And.Not.Contain("47"));

    [Test]
    public void Settings_ThatDoNothing_AreWarnings()
    {
        var settings = Read("""
            [mail]
            enabled = true
            [twilio]
            enable = true
            [http]
            allowed_hosts = "api.example.org, https://other.example.org/"
            [plugin]
            plugins = ["http", "htpp"]
            """);
        Assert.That(settings.Warnings.Select(warning => warning.ToString()), Is.EqualTo(new[]
        {
            "config.toml(6): http.allowed_hosts: has 'https://other.example.org/', which no host is called: expected names such as api.example.org or *.example.org.",
            "configuration: mail.smtp_host: is empty, so that no mail is sent although mail is enabled.",
            "configuration: twilio.account_sid: is empty, so that no code is sent although twilio is enabled.",
            "configuration: twilio.auth_token: is empty, so that no code is sent although twilio is enabled.",
            "configuration: twilio.verify_service_id: is empty, so that no code is sent although twilio is enabled.",
            "config.toml(8): plugin.plugins: has 'htpp', which is no plugin of this version: there are ai, db, http, mail, mustache.",
        }));
    }

    [TestCase("api_base", "https://api.example.org/v1", false)]
    [TestCase("color", "blue", false)]
    [TestCase("release", "2024-11-26", false)]
    [TestCase("stripe", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", true)]
    [TestCase("partner", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==", true)]
    [TestCase("github", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", true)]
    [TestCase("session", "eyJhbGciOi.eyJzdWIiOiIxMjM0.SflKxwRJSM", true)]
    [TestCase("smtp_pass", "short", true)]
    [TestCase("basic_auth", "ada:x", true)]
    [TestCase("hook", "https://u:p@example.org/", true)]
    public void FreeKey_WhoseValueLooksLikeASecret_IsMasked(string name, string value, bool isMasked) =>
        Assert.That(SecretMask.Show(name, value), isMasked ? Is.EqualTo(SecretMask.Mask) : Is.EqualTo(value));

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
