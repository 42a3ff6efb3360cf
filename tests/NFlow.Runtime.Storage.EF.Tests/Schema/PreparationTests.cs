using System.Text.Json;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Schema;

/// <summary>What an empty database becomes.</summary>
[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(SqliteMemory))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class PreparationTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TDatabase _database = null!;

    [SetUp]
    public void CreateDatabase() => _database = TestDatabase.Create<TDatabase>();

    [TearDown]
    public async Task DropDatabase() => await (_database?.DisposeAsync() ?? default);

    [Test]
    public async Task Prepare_EmptyDatabase_HasModulesTemplatesQueriesAndTheSample()
    {
        await using var host = _database.Open(configure: options => options.CreateSampleApp = true);

        var app = await host.Get<IAppSourceReader>().ReadAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(app!.Modules.Select(module => module.Name), Is.EquivalentTo(new[]
            {
                "_start_form", "_start_http", "_goroutine", "_js_code", "_end", "form", "template", "mustache", "json", "if_equals", "if_major",
                "js_foreach", "js_set_var", "parser_query_param", "Validate Login", "Logout", "ValidateToken1",
            }));
            Assert.That(JsonDocument.Parse(app.Document.Json).RootElement.GetProperty("drawflow").EnumerateObject().Select(flow => flow.Name), Is.EqualTo(new[] { "Welcome", "Login" }));
            Assert.That(app.Document.DefaultScript, Does.Contain("function auth()"));
            foreach (var template in (string[])["login_template", "logout_template", "formSingleURL", "formTrackingUrl", "formTrackingUrlWithoutNext"])
                Assert.That(await host.Get<ITemplateStore>().FindAsync(template, None), Does.Contain("{{.form_code | unescapeHTML}}"), template);
            Assert.That(await _database.ExecuteAsync("SELECT count(*) FROM queries"), Is.EqualTo(19));
        }
    }

    [Test]
    public async Task Prepare_EmptyDatabase_HasNoUserAndNoToken()
    {
        await using var host = _database.Open(configure: options => options.CreateSampleApp = true);
        await host.Get<INFlowDatabase>().PrepareAsync(None);

        Assert.That(await _database.ExecuteAsync("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM api_tokens)"), Is.Zero);
    }

    [Test]
    public async Task Prepare_StockModules_HaveFormsAndBoxesTheDesignerCanRead()
    {
        await using var host = _database.Open();
        await host.Get<INFlowDatabase>().PrepareAsync(None);

        foreach (var module in await host.Get<IModuleStore>().ListAsync(None))
        {
            var box = (string)(await _database.ExecuteAsync("SELECT mod FROM modules WHERE name = $1", module.Name))!;
            var data = JsonDocument.Parse(box).RootElement.GetProperty("param");
            Assert.That(data.GetProperty("type").GetString(), Is.AnyOf("js", "starter", "gorutine"), module.Name);
            if (data.TryGetProperty("script", out var script))
                Assert.That((script.GetString(), module.Code), Is.EqualTo((module.Name, module.Code)).And.Not.EqualTo((module.Name, "")));
        }
    }

    [Test]
    public async Task Prepare_WithoutSample_HasNoApp()
    {
        await using var host = _database.Open();

        Assert.That(await host.Get<IAppStore>().FindAsync("app", None), Is.Null);
    }

    [Test]
    public async Task Prepare_SecondTime_ChangesNothing()
    {
        await using (var first = _database.Open(configure: options => options.CreateSampleApp = true))
            await first.Get<INFlowDatabase>().PrepareAsync(None);
        await _database.ExecuteAsync("DELETE FROM nflow");
        await _database.ExecuteAsync("DELETE FROM modules");

        await using var second = _database.Open(configure: options => options.CreateSampleApp = true);
        await second.Get<INFlowDatabase>().PrepareAsync(None);

        Assert.That(await _database.ExecuteAsync("SELECT (SELECT count(*) FROM nflow) + (SELECT count(*) FROM modules)"), Is.Zero);
    }

    /// <summary>As the first version of this runtime left it, before it kept keys in the database.</summary>
    [Test]
    public async Task Prepare_DatabaseOfAnOlderVersion_GetsWhatIsMissing()
    {
        await using (var first = _database.Open())
            await first.Get<INFlowDatabase>().PrepareAsync(None);
        await _database.ExecuteAsync("DROP TABLE nflow_runtime_keys");
        await _database.ExecuteAsync("DELETE FROM nflow_runtime_migrations WHERE \"MigrationId\" LIKE '%KeyRing'");

        await using var second = _database.Open();
        await second.Get<INFlowDatabase>().PrepareAsync(None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _database.ExecuteAsync("SELECT count(*) FROM nflow_runtime_keys"), Is.Zero);
            Assert.That(await _database.ExecuteAsync("SELECT count(*) FROM nflow_runtime_migrations"), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Prepare_DatabaseOfANewerVersion_SaysSoAndLeavesIt()
    {
        await using (var first = _database.Open())
            await first.Get<INFlowDatabase>().PrepareAsync(None);
        await _database.ExecuteAsync("INSERT INTO nflow_runtime_migrations VALUES ('29990101000000_Later', '99.0')");

        await using var second = _database.Open();
        var refusal = await Assert.ThrowsAsync<StorageException>(() => second.Get<INFlowDatabase>().PrepareAsync(None));

        Assert.That(refusal!.Message, Does.Contain("newer version").And.Contains("29990101000000_Later").And.Contains("backup"));
    }

    [Test]
    public async Task Prepare_SeveralServersAtOnce_CreateItOnce()
    {
        var hosts = Enumerable.Range(0, 5).Select(_ => _database.Open(configure: options => options.CreateSampleApp = true)).ToList();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.Get<INFlowDatabase>().PrepareAsync(None))));
        foreach (var host in hosts)
            await host.DisposeAsync();

        Assert.That(await _database.ExecuteAsync("SELECT count(*) FROM nflow"), Is.EqualTo(1));
    }

    [Test]
    public async Task Prepare_TablesPartlyThere_LeavesThemAlone()
    {
        await _database.ExecuteAsync("CREATE TABLE nflow (id integer, name text, json text, default_js text, tag text)");
        await _database.ExecuteAsync("INSERT INTO nflow VALUES (1, 'app', '{}', '', '')");
        await using var host = _database.Open();

        var app = await host.Get<IAppStore>().FindAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(app, Is.Not.Null);
            Assert.That(
                async () => await host.Get<IUserStore>().FindAsync("dev1", None),
                Throws.TypeOf<StorageException>().With.Message.Contains("users").And.Message.Contains("reading a user").And.Message.Contains("table queries"));
        }
    }
}
