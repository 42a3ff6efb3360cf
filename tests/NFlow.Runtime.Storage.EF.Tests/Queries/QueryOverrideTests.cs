using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Queries;

/// <summary>Table <c>queries</c>: an installation's own SQL is what runs.</summary>
[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class QueryOverrideTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TDatabase _database = null!;
    private StoreHost _host = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        _database = TestDatabase.Create<TDatabase>();
        _host = _database.Open(configure: options => options.CreateSampleApp = true);
        await _host.Get<INFlowDatabase>().PrepareAsync(None);
    }

    [TearDown]
    public async Task DropDatabase()
    {
        await (_host?.DisposeAsync() ?? default);
        await (_database?.DisposeAsync() ?? default);
    }

    [Test]
    public async Task Find_UserFromRenamedTable_ReadsColumnsByNameInAnyOrder()
    {
        await _database.ExecuteAsync("CREATE TABLE staff (nr integer, login text, hash text, job text, works text)");
        await _database.ExecuteAsync("INSERT INTO staff VALUES (7, 'ana', 'abc', 'ROL_X', 'true')");
        await OverrideAsync("QueryGetUser", "SELECT works AS active, job AS rol, hash AS password, login AS username, nr AS id FROM staff WHERE login = $1");

        Assert.That(await _host.Get<IUserStore>().FindAsync("ana", None), Is.EqualTo(new UserRecord(7, "ana", "abc", "ROL_X", true)));
    }

    [Test]
    public async Task Find_UserWithColumnsUnnamed_ReadsThemByPosition()
    {
        await _database.ExecuteAsync("CREATE TABLE staff (nr integer, login text, hash text, job text, works integer)");
        await _database.ExecuteAsync("INSERT INTO staff VALUES (7, 'ana', 'abc', 'ROL_X', 0)");
        await OverrideAsync("QueryGetUser", "SELECT nr, login, hash, job, works FROM staff WHERE login = $1;");

        Assert.That(await _host.Get<IUserStore>().FindAsync("ana", None), Is.EqualTo(new UserRecord(7, "ana", "abc", "ROL_X", false)));
    }

    [Test]
    public async Task Find_UserWithAColumnMissing_NamesQueryAndColumn()
    {
        await OverrideAsync("QueryGetUser", "SELECT username, rol FROM users WHERE username = $1");

        Assert.That(
            async () => await _host.Get<IUserStore>().FindAsync("ana", None),
            Throws.TypeOf<StorageException>().With.Message.Contains("QueryGetUser").And.Message.Contains("'id'").And.Message.Contains("username, password, rol, active"));
    }

    [Test]
    public async Task Find_BrokenSql_IsAClearError()
    {
        await OverrideAsync("QueryGetUser", "SELEC nonsense");

        Assert.That(async () => await _host.Get<IUserStore>().FindAsync("ana", None), Throws.TypeOf<StorageException>().With.Message.Contains("reading a user"));
    }

    [Test]
    public async Task Read_AppFromRenamedTables_FollowsItsChanges()
    {
        await _database.ExecuteAsync("CREATE TABLE apps (title text, doc text, script text)");
        await _database.ExecuteAsync("INSERT INTO apps VALUES ('app', '{\"v\":1}', 'one')");
        await _database.ExecuteAsync("CREATE TABLE boxes (name text, code text)");
        await _database.ExecuteAsync("INSERT INTO boxes VALUES ('m', 'x()')");
        await OverrideAsync("QueryGetApp", "SELECT script AS default_js, doc AS json FROM apps WHERE title = $1");
        await OverrideAsync("QueryGetModules", "SELECT '' AS form, '' AS mod, code, name FROM boxes");

        var first = await _host.Get<IAppSourceReader>().ReadAsync("app", None);
        await _database.ExecuteAsync("UPDATE apps SET doc = '{\"v\":2}'");
        var second = await _host.Get<IAppSourceReader>().ReadAsync("app", None);
        await _database.ExecuteAsync("UPDATE boxes SET code = 'y()'");
        var third = await _host.Get<IAppStore>().ReadVersionAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first!.Document.DefaultScript, Is.EqualTo("one"));
            Assert.That(first.Modules, Is.EqualTo(new[] { new ModuleDefinition("m", "x()") }));
            Assert.That(second!.Document.Json.ToArray(), Is.EqualTo("{\"v\":2}"u8.ToArray()));
            Assert.That(new[] { first.Version, second.Version, third }, Is.Unique);
        }
    }

    [Test]
    public async Task Save_AppThroughOwnSql_ChangesTheRow()
    {
        await _database.ExecuteAsync("CREATE TABLE apps (title text, json text, default_js text)");
        await _database.ExecuteAsync("INSERT INTO apps VALUES ('app', '{}', 'script')");
        await OverrideAsync("QueryGetApp", "SELECT json, default_js FROM apps WHERE title = $1");
        await OverrideAsync("QueryUpdateApp", "UPDATE apps SET json = $1 WHERE title = $2");

        await _host.Get<IAppStore>().SaveAsync(new AppDocument("app", "{\"v\":9}"u8.ToArray(), "script"), None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _database.ExecuteAsync("SELECT json FROM apps"), Is.EqualTo("{\"v\":9}"));
            Assert.That(async () => await _host.Get<IAppStore>().SaveAsync(new AppDocument("other", "{}"u8.ToArray(), ""), None), Throws.TypeOf<StorageException>().With.Message.Contains("'other'"));
            Assert.That(async () => await _host.Get<IAppStore>().SaveAsync(new AppDocument("app", "{}"u8.ToArray(), "changed"), None), Throws.TypeOf<StorageException>().With.Message.Contains("default script"));
        }
    }

    [Test]
    public async Task Find_TemplateAndTokenThroughOwnSql_ReadsThem()
    {
        await OverrideAsync("QueryGetTemplate", "SELECT 1 AS id, 'x' AS name, 'own ' || name AS content FROM template WHERE name = $1");
        await OverrideAsync("QueryGetToken", "SELECT 3 AS id, 'api1' AS name, 'secret' AS token, NULL AS start, NULL AS expired, 1 AS active, 'X-Key' AS header, 'Key' AS token_type WHERE $1 = 'api1'");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _host.Get<ITemplateStore>().FindAsync("formSingleURL", None), Is.EqualTo("own formSingleURL"));
            Assert.That(await _host.Get<ITokenStore>().ListAsync("api1", None), Is.EqualTo(new[] { new TokenRecord(3, "api1", "secret", null, true, "X-Key", "Key") }));
        }
    }

    [Test]
    public async Task Append_TrackerThroughOwnSql_UsesOnlyTheParametersItNames()
    {
        await _database.ExecuteAsync("CREATE TABLE visits (log text, box text, place integer)");
        await OverrideAsync("QueryInsertLog", "INSERT INTO visits (log, box, place) SELECT CAST($1 AS text), CAST($3 AS text), CAST($9 AS integer) WHERE CAST($2 AS text) <> '' AND $4 || $5 || $6 || $7 || $8 <> ''");
        var entry = new TrackerEntry
        {
            LogId = "l",
            BoxId = "b",
            BoxName = "Name",
            BoxType = "js",
            Url = "/",
            UserName = "u",
            ConnectionNext = "n",
            Duration = TimeSpan.Zero,
            Created = DateTimeOffset.UnixEpoch,
            OrderBox = 3,
            Payload = "{}",
        };

        await _host.Get<ITrackerStore>().AppendAsync([entry, entry with { OrderBox = 4 }], None);

        Assert.That(await _database.ExecuteAsync("SELECT sum(place) FROM visits WHERE log = 'l' AND box = 'Name'"), Is.EqualTo(7));
    }

    [Test]
    public async Task Find_StockTextWrittenOtherwise_IsStillStock()
    {
        await _database.ExecuteAsync("UPDATE queries SET query = $1 WHERE name = 'QueryGetUser'", "select ID,\n username, password, rol, active\nFROM users WHERE username=$1 ;");
        await _host.Get<IUserStore>().SaveAsync(new UserRecord(0, "ana", "h", "r", true), None);

        Assert.That(await _host.Get<IUserStore>().FindAsync("ana", None), Is.Not.Null);
    }

    [Test]
    public async Task Find_RowEditedWhileRunning_IsHonouredOnceStale()
    {
        var clock = new FakeTimeProvider();
        await using var host = _database.Open(clock, options => options.QueriesFreshness = TimeSpan.FromSeconds(10));
        await host.Get<IUserStore>().FindAsync("ana", None);
        await OverrideAsync("QueryGetUser", "SELECT 1 AS id, 'ana' AS username, 'h' AS password, 'r' AS rol, 1 AS active WHERE $1 <> ''");

        var fresh = await host.Get<IUserStore>().FindAsync("ana", None);
        clock.Advance(TimeSpan.FromSeconds(11));
        var stale = await host.Get<IUserStore>().FindAsync("ana", None);

        Assert.That((fresh, stale?.Name), Is.EqualTo(((UserRecord?)null, "ana")));
    }

    [Test]
    public async Task Find_WithoutTableQueries_UsesTheStockText()
    {
        await _database.ExecuteAsync("DROP TABLE queries");

        Assert.That(await _host.Get<ITemplateStore>().FindAsync("formSingleURL", None), Is.Not.Null);
    }

    private Task<object?> OverrideAsync(string name, string sql) => _database.ExecuteAsync("UPDATE queries SET query = $1 WHERE name = $2", sql, name);
}
