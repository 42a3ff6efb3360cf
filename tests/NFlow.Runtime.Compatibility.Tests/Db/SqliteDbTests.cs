using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Plugins.Db;

namespace NFlow.Runtime.Compatibility.Tests.Db;

public sealed class SqliteDbTests : DbContract
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"nflow-db-{Guid.NewGuid():N}.sqlite");

    protected override IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>
    {
        ["text"] = "TEXT",
        ["real"] = "REAL",
        ["bytes"] = "BLOB",
        ["big"] = "INTEGER",
        ["json"] = "TEXT",
        ["bool"] = "INTEGER",
    };

    protected override string Endless => "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT MAX(n) FROM r";

    [TearDown]
    public void DeleteDatabase()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [TestCase("bool", "true", "1")]
    [TestCase("json", "{ a: [1, null] }", "\"{\\\"a\\\":[1,null]}\"")]
    [TestCase("json", "[1, 'x']", "\"[1,\\\"x\\\"]\"")]
    [TestCase("text", "new Date(0)", "\"1970-01-01T00:00:00.000Z\"")]
    public Task Value_OfATypeThatSqliteLacks_IsNumberOrText(string type, string value, string expected) => RoundTripAsync(type, value, expected);

    [Test, CancelAfter(60_000)]
    public async Task Query_ThatNeverEnds_EndsWithTheRun(CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runner = new ScriptRunner($"async function main(){{ signal(); await db.query('{Endless}'); }}", builder =>
        {
            builder.AddScriptDb(options => (options.Enabled, options.Driver, options.ConnectionString, options.Timeout) = (true, "sqlite", _file, TimeSpan.FromHours(1)));
            builder.Services.AddSingleton<Scripting.IHostApi>(new SignalApi(reached));
        });
        using var client = new CancellationTokenSource();
        var run = runner.RunAsync(client.Token);
        await reached.Task;

        await client.CancelAsync();

        Assert.That((await run.WaitAsync(cancellationToken)).Report.Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
    }

    [Test]
    public async Task Statement_WhileAnotherProgramHoldsTheLock_WaitsUntilItsTime()
    {
        await using var other = new SqliteConnection($"Data Source={_file}");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        await AnswersAsync("db.exec('DELETE FROM people')", "\"Error: db.exec: the statement took longer than 0.2 seconds.\"", options => options.Timeout = TimeSpan.FromMilliseconds(200));
    }

    [Test]
    public async Task Db_WithoutADatabaseOfItsOwn_IsRefused()
    {
        await using var runner = ScriptRunner.ForExpression("db.query('SELECT 1')", builder => builder.AddScriptDb());

        Assert.That((await runner.RunAsync()).Text, Is.EqualTo("\"Error: db.query: this host gives scripts no database ([db] enabled).\""));
    }

    protected override void Connect(DbOptions options) => (options.Driver, options.ConnectionString) = ("sqlite3", _file);
}
