using NFlow.Runtime.Plugins.Db;
using Npgsql;

namespace NFlow.Runtime.Compatibility.Tests.Db;

public sealed class PostgresDbTests : DbContract
{
    private readonly string _schema = $"scripts_{Guid.NewGuid():n}";

    protected override IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>
    {
        ["text"] = "text",
        ["real"] = "double precision",
        ["bytes"] = "bytea",
        ["big"] = "bigint",
    };

    protected override string Endless => "SELECT pg_sleep(600)";

    [TearDown]
    public Task DropSchema() => TestServices.Find("NFLOW_TEST_POSTGRES") is null ? Task.CompletedTask : ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");

    [TestCase("boolean", "true", "true")]
    [TestCase("jsonb", "{ a: [1, null, 'x'] }", """{"a":[1,null,"x"]}""")]
    [TestCase("jsonb", "JSON.stringify([1, 'x'])", """[1,"x"]""")]
    [TestCase("json", "null", "null")]
    [TestCase("timestamptz", "new Date(1700000000123)", "\"2023-11-14T22:13:20.123Z\"")]
    [TestCase("timestamp", "'2026-01-02 03:04:05.678901'", "\"2026-01-02T03:04:05.678901\"")]
    [TestCase("date", "'2026-01-02'", "\"2026-01-02\"")]
    [TestCase("time", "'03:04:05.5'", "\"03:04:05.5\"")]
    [TestCase("numeric(12,2)", "0.1", "0.1")]
    [TestCase("numeric", "'12345678901234567890.123'", "\"12345678901234567890.123\"")]
    [TestCase("real", "0.5", "0.5")]
    [TestCase("double precision", "'NaN'", "\"NaN\"")]
    [TestCase("uuid", "'4a0ce2a6-9f4b-4d0e-8a4e-0a4cf5b9a001'", "\"4a0ce2a6-9f4b-4d0e-8a4e-0a4cf5b9a001\"")]
    [TestCase("int[]", "[1, null, 3]", "[1,null,3]")]
    [TestCase("int[]", "[]", "[]")]
    [TestCase("int[][]", "[[1, 2], [3, 4]]", "[[1,2],[3,4]]")]
    [TestCase("text[]", "['a,b', 'quote \" and \\\\', null, '']", """["a,b","quote \" and \\",null,""]""")]
    [TestCase("inet", "'10.0.0.1'", "\"10.0.0.1\"")]
    [TestCase("smallint", "7", "7")]
    [TestCase("point", "'(1,2)'", "\"Error: db.query: scripts cannot read type point of column 'v'; cast it to text.\"")]
    public async Task Value_OfAPostgresType_IsWhatAScriptExpects(string type, string value, string expected)
    {
        await RunAsync($"db.exec('CREATE TABLE kept (v {type})')");

        await AnswersAsync($"db.exec('INSERT INTO kept VALUES ($1)', [{value}]).then(() => db.query('SELECT v FROM kept')).then(rows => rows[0].v)", expected);
    }

    [TestCase("db.query('SELECT name FROM people WHERE id = ANY($1) ORDER BY id', [[1, 2]])", """[{"name":"ana"},{"name":"eva"}]""")]
    [TestCase("db.query('SELECT left(name, $1) AS s FROM people WHERE id = 1', [2])", """[{"s":"an"}]""")]
    [TestCase("db.query(\"SELECT date '2026-01-02' + $1 AS d\", [3])", """[{"d":"2026-01-05"}]""")]
    [TestCase("db.query('SELECT name FROM people ORDER BY id LIMIT $1', [1])", """[{"name":"ana"}]""")]
    public Task Parameter_WhereAFunctionWantsAType_Fits(string expression, string expected) => AnswersAsync(expression, expected);

    [Test]
    public async Task Transaction_WhoseErrorTheScriptSwallowed_IsNotLostInSilence()
    {
        await AnswersAsync(
            "db.transaction(async tx => { await tx.exec('DELETE FROM people'); try { await tx.exec('nonsense'); } catch {} })",
            "\"Error: db.transaction: current transaction is aborted, commands ignored until end of transaction block\"");
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":2}]""");
        await AnswersAsync(
            "db.transaction(async tx => { await tx.exec('SAVEPOINT s'); try { await tx.exec('nonsense'); } catch { await tx.exec('ROLLBACK TO SAVEPOINT s'); } await tx.exec('DELETE FROM people'); return 'kept'; })",
            "\"kept\"");
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":0}]""");
    }

    [Test]
    public async Task Db_WithAWrongPassword_SaysNothingOfIt()
    {
        var text = await RunAsync("db.query('SELECT 1')", options =>
            options.ConnectionString = new NpgsqlConnectionStringBuilder(TestServices.RequirePostgres()) { Password = "s3cret-wrong" }.ConnectionString);

        Assert.That(text, Is.EqualTo("\"Error: db.query: the database does not answer.\""));
    }

    protected override Task PrepareAsync() => ExecuteAsync($"CREATE SCHEMA {_schema}");

    protected override void Connect(DbOptions options)
    {
        options.Driver = "postgresql";
        options.ConnectionString = new NpgsqlConnectionStringBuilder(TestServices.RequirePostgres()) { SearchPath = _schema }.ConnectionString;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestServices.RequirePostgres());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
