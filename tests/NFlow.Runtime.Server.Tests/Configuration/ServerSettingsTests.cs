using System.Collections;
using CsCheck;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Server.Configuration;

namespace NFlow.Runtime.Server.Tests.Configuration;

internal sealed class ServerSettingsTests
{
    [Test]
    public void Nothing_Configured_GivesTheDocumentedDefaults()
    {
        var settings = Read("");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Database, Is.EqualTo(new DatabaseSettings("sqlite", "nflow.db", "SELECT name,query FROM queries")));
            Assert.That(settings.VmPool.MaxSize, Is.EqualTo(200));
            Assert.That(settings.VmPool.MaxMemoryMegabytes, Is.EqualTo(128));
            Assert.That(settings.VmPool.MaxExecution, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(settings.VmPool.MaxOperations, Is.EqualTo(10_000_000));
            Assert.That(settings.VmPool.EnableNetwork, Is.False);
            Assert.That(settings.Warnings, Is.Empty);
        }
    }

    [Test]
    public void Values_AreRead_FromTheirTables()
    {
        var settings = Read("""
            [database_nflow]
            driver = "postgresql"
            dsn = "host=db"
            [vm_pool]
            max_memory_mb = 64
            enable_filesystem = true
            [env]
            greeting = "hello"
            [url]
            url_base = "https://x.example"
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Database.Driver, Is.EqualTo("postgresql"));
            Assert.That(settings.Database.Dsn, Is.EqualTo("host=db"));
            Assert.That(settings.VmPool.MaxMemoryMegabytes, Is.EqualTo(64));
            Assert.That(settings.VmPool.EnableFileSystem, Is.True);
            Assert.That(settings.ScriptEnvironment, Is.EqualTo(new Dictionary<string, string> { ["greeting"] = "hello" }));
            Assert.That(settings.UrlBase, Is.EqualTo("https://x.example"));
        }
    }

    [Test]
    public void Isolation_ByProcess_IsOffUnlessAskedFor()
    {
        var byDefault = new NFlowOptions();
        Read("").VmPool.ApplyTo(byDefault);
        var asked = new NFlowOptions();
        Read("[vm_pool]\nisolation = \"process\"\nworker_processes = 3\nworker_memory_mb = 128\nworker_recycle_runs = 1\nworker_start_timeout_seconds = 7").VmPool.ApplyTo(asked);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byDefault.Scripts.Isolation, Is.EqualTo(ScriptIsolation.None));
            Assert.That(asked.Scripts.Isolation, Is.EqualTo(ScriptIsolation.Process));
            Assert.That(asked.Scripts.Workers.MaxProcesses, Is.EqualTo(3));
            Assert.That(asked.Scripts.Workers.MaxMemoryBytes, Is.EqualTo(128L << 20));
            Assert.That(asked.Scripts.Workers.RecycleAfterRuns, Is.EqualTo(1));
            Assert.That(asked.Scripts.Workers.StartTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
        }
    }

    [Test]
    public void Environment_WinsOverTheFile()
    {
        var settings = Read("[vm_pool]\nmax_memory_mb = 64", ("NFLOW__VM_POOL__MAX_MEMORY_MB", "32"), ("NFLOW__DATABASE_NFLOW__DSN", "other.db"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.VmPool.MaxMemoryMegabytes, Is.EqualTo(32));
            Assert.That(settings.Database.Dsn, Is.EqualTo("other.db"));
        }
    }

    [Test]
    public void Mistakes_AreAllNamed_WithFileLineKeyAndExpectation()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() => Read("""
            [database_nflow]
            driver = "oracle"
            [vm_pool]
            max_size = 0
            max_memory_mb = "64"
            enable_network = "yes"
            """, ("NFLOW__VM_POOL__MAX_OPERATIONS", "many")));

        Assert.That(exception.Problems.Select(problem => problem.ToString()), Is.EquivalentTo(
        [
            "config.toml(2): database_nflow.driver: must be one of sqlite, sqlite3, postgres, postgresql.",
            "config.toml(4): vm_pool.max_size: must be a whole number from 1 to 10000, not 0.",
            "config.toml(5): vm_pool.max_memory_mb: must be a whole number from 1 to 1048576.",
            "config.toml(6): vm_pool.enable_network: must be true or false.",
            "environment variable NFLOW__VM_POOL__MAX_OPERATIONS: VM_POOL.MAX_OPERATIONS: must be a whole number of at least 1, not many.",
        ]));
    }

    [Test]
    public void Keys_WithoutEffect_AreWarnings()
    {
        var settings = Read("[vm_pool]\nmax_sice = 3\n[odd]\nx = 1");

        Assert.That(settings.Warnings.Select(warning => warning.ToString()), Is.EqualTo(
        [
            "config.toml(2): vm_pool.max_sice: is not a setting of this version and has no effect.",
            "config.toml(4): odd.x: is not a setting of this version and has no effect.",
        ]));
    }

    [TestCase("[vm_pool", 1)]
    [TestCase("[vm_pool]\nmax_size = \n", 2)]
    [TestCase("[vm_pool]\nmax_size = 1\nmax_size = 2\n", 3)]
    [TestCase("[logger]\nlevel = \"C:\\", 2)]
    [TestCase("[logger]\nlevel = \"\\\ud800\"\nx = 1", 2)]
    public void Text_ThatIsNotToml_NamesTheLine(string text, int line)
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() => Read(text));

        Assert.That(exception.Problems[0].Place, Is.EqualTo($"config.toml({line})"));
    }

    [Test]
    public void File_ThatIsMissing_IsNamed() =>
        Assert.That(() => ConfigurationSource.Load("/nonexistent/config.toml", new Hashtable()), Throws.InstanceOf<InvalidConfigurationException>().With.Message.Contains("/nonexistent/config.toml"));

    [Test]
    public void ReferenceFile_WithEveryKey_IsReadable()
    {
        var text = File.ReadAllText(SharedData.Require("compat", "config.reference.toml"));

        Assert.That(() => Read(text), Throws.Nothing);
    }

    [Test]
    public void AnyText_IsReadOrRefused_NeverAnythingElse() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["[]=\"'\\\n.#abcuU01{},-:T \ud800"], 0, 40]).Sample(text =>
        {
            try
            {
                Read(text);
            }
            catch (InvalidConfigurationException)
            {
            }
        }, iter: 20_000);

    private static ServerSettings Read(string toml, params (string Name, string Value)[] environment)
    {
        var variables = new Hashtable();
        foreach (var (name, value) in environment)
            variables[name] = value;
        return ServerSettings.Read(new ConfigurationSource([.. TomlEntries.Read(toml, "config.toml"), .. EnvironmentEntries.Read(variables)]));
    }
}
