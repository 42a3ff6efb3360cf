using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Designer;

/// <summary>A database as the designer left it, on its own SQLite and imported into PostgreSQL.</summary>
[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class DesignerDatabaseTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TDatabase _database = null!;

    [SetUp]
    public async Task ImportDesignerDatabase()
    {
        var source = SharedData.Require("designer", "app.sqlite");
        _database = TestDatabase.Create<TDatabase>();
        if (_database is SqliteDatabase file)
            File.Copy(source, file.FilePath);
        else
            await DesignerImport.CopyAsync(source, SharedData.Require("compat", "schema.postgres.sql"), _database);
    }

    [TearDown]
    public async Task DropDatabase() => await (_database?.DisposeAsync() ?? default);

    [Test]
    public async Task Read_App_ReturnsDocumentScriptAndModules()
    {
        await using var host = _database.Open();

        var source = await host.Get<IAppSourceReader>().ReadAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(source!.Document.Json.Span), Does.Contain("\"drawflow\"").And.Contain("/pepe11").And.Contain("Exmples"));
            Assert.That(source.Document.DefaultScript, Does.Contain("function auth(").And.Contain("function log "));
            Assert.That(source.Modules.Select(module => module.Name), Has.Exactly(17).Items);
            Assert.That(source.Modules.Single(module => module.Name == "_js_code").Code, Is.Empty);
            Assert.That(source.Modules.Single(module => module.Name == "form").Code, Does.Contain("function main()"));
        }
    }

    [TestCase("dev1", "ROL_DEV")]
    [TestCase("admin", "ROL_ADMIN")]
    [TestCase("user1", "ROL_USER", Description = "active is the text '1' in this row")]
    public async Task Find_User_IsActiveWhateverTypeTheColumnHolds(string name, string role)
    {
        await using var host = _database.Open();

        var user = await host.Get<IUserStore>().FindAsync(name, None);

        Assert.That((user!.Role, user.IsActive, user.PasswordHash.Length), Is.EqualTo((role, true, 64)));
    }

    [Test]
    public async Task List_Tokens_ReturnsBothUnpadded()
    {
        await using var host = _database.Open();

        var tokens = await host.Get<ITokenStore>().ListAsync("api1", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Select(token => (token.Id, token.Name, token.Header, token.Type)), Is.EqualTo(new[] { (1L, "api1", "Authorization", "Bearer"), (2L, "api1", "Authorization", "Basic") }));
            Assert.That(tokens[0].ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1691669083)));
            Assert.That(tokens[1], Is.EqualTo(new TokenRecord(2, "api1", "ZGV2MTpkZXYx", null, true, "Authorization", "Basic")));
        }
    }

    [Test]
    public async Task Find_Template_ReturnsItsText()
    {
        await using var host = _database.Open();

        Assert.That(await host.Get<ITemplateStore>().FindAsync("formTrackingUrl", None), Does.Contain("unescapeHTML"));
    }

    [Test]
    public async Task List_Tracker_ReadsTheDesignersRows()
    {
        await using var host = _database.Open();

        var rows = await host.Get<ITrackerStore>().ListAsync("df0cd316-d105-43d8-ad8a-104ed95877c6", 3, None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Has.Count.EqualTo(3));
            Assert.That(rows.Select(row => row.Created.Year), Is.All.EqualTo(2023));
            Assert.That(rows.Select(row => row.RealIp), Is.All.EqualTo("127.0.0.1"));
        }
    }

    [Test]
    public async Task Append_Tracker_AddsToTheDesignersRows()
    {
        await using var host = _database.Open();
        var store = host.Get<ITrackerStore>();
        var last = (await store.ListAsync(null, 1, None))[0];

        await store.AppendAsync([last with { LogId = "ours", OrderBox = 7 }], None);

        Assert.That((await store.ListAsync("ours", 10, None)).Single().OrderBox, Is.EqualTo(7));
    }

    [Test]
    public async Task Prepare_ExistingDatabase_LeavesSchemaAndRowsAndAddsOnlyItsOwnTables()
    {
        var (schemaBefore, rowsBefore) = await DescribeAsync();
        await using (var host = _database.Open())
        {
            await host.Get<INFlowDatabase>().PrepareAsync(None);
            await host.Get<ISessionStore>().SaveAsync("s", new Dictionary<string, string?> { ["p"] = "{}" }, DateTimeOffset.MaxValue, None);
            await host.Get<IAppSourceReader>().ReadAsync("app", None);
        }

        var (schemaAfter, rowsAfter) = await DescribeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(schemaAfter.Where(line => !line.Contains("nflow_runtime_", StringComparison.Ordinal)), Is.EqualTo(schemaBefore));
            Assert.That(rowsAfter, Is.EqualTo(rowsBefore));
            Assert.That(schemaAfter, Has.Some.Contains("nflow_runtime_sessions"));
            Assert.That(schemaAfter, Has.None.Contains("nflow_runtime_designer_migrations"));
        }
    }

    [TestCase("UPDATE nflow SET json = replace(CAST(json AS text), '/pepe11', '/pepe12')")]
    [TestCase("UPDATE nflow SET default_js = NULL")]
    [TestCase("UPDATE modules SET code = 'function main(){}' WHERE name = 'form'")]
    [TestCase("DELETE FROM modules WHERE name = 'mustache'")]
    [TestCase("INSERT INTO modules (id, name, form, mod) VALUES (99, 'new', '', '')")]
    [TestCase("UPDATE modules SET name = 'form2' WHERE name = 'form'")]
    public async Task ReadVersion_ChangedByAnotherProgram_IsAnotherVersion(string change)
    {
        await using var host = _database.Open();
        var apps = host.Get<IAppStore>();
        var before = await apps.ReadVersionAsync("app", None);
        var again = await apps.ReadVersionAsync("app", None);

        await _database.ExecuteAsync(change);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(before));
            Assert.That(await apps.ReadVersionAsync("app", None), Is.Not.Null.And.Not.EqualTo(before));
        }
    }

    [Test]
    public async Task ReadVersion_SessionsAndTrackerWritten_IsTheSame()
    {
        await using var host = _database.Open();
        var before = await host.Get<IAppStore>().ReadVersionAsync("app", None);

        await host.Get<ISessionStore>().SaveAsync("s", new Dictionary<string, string?> { ["p"] = "{}" }, DateTimeOffset.MaxValue, None);
        await _database.ExecuteAsync("INSERT INTO tracker (id, log_id) VALUES (999999, 'x')");

        Assert.That(await host.Get<IAppStore>().ReadVersionAsync("app", None), Is.EqualTo(before));
    }

    [Test]
    public async Task Save_App_WritesWhatTheDesignerReads()
    {
        await using var host = _database.Open();

        await host.Get<IAppStore>().SaveAsync(new AppDocument("app", "{\"drawflow\":{}}"u8.ToArray(), "auth()"), None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _database.ExecuteAsync("SELECT CAST(json AS text) FROM nflow WHERE name = 'app'"), Is.EqualTo("{\"drawflow\":{}}"));
            Assert.That(await _database.ExecuteAsync("SELECT count(*) FROM nflow"), Is.EqualTo(1));
        }
    }

    private async Task<(List<string> Schema, List<string> Rows)> DescribeAsync()
    {
        await using var connection = _database.Connect();
        await connection.OpenAsync();
        var schema = await LinesAsync(connection, connection is SqliteConnection
            ? "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1"
            : "SELECT table_name || '.' || column_name || ' ' || data_type || coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1");
        var rows = new List<string>();
        foreach (var table in (string[])["nflow", "modules", "template", "users", "api_tokens", "queries", "tracker"])
            rows.Add($"{table} {await HashAsync(connection, table)}");
        return (schema, rows);
    }

    private static async Task<List<string>> LinesAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task<string> HashAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++)
                text.Append(reader.GetValue(i)).Append('\u001f');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
