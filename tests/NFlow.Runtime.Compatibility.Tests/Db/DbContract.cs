using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Plugins.Db;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime.Compatibility.Tests.Db;

/// <summary>What <c>db</c> promises scripts on every database.</summary>
public abstract class DbContract
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Column types, which differ: text, double, bool, bytes, JSON.</summary>
    protected abstract IReadOnlyDictionary<string, string> Types { get; }

    /// <summary>A query that never ends.</summary>
    protected abstract string Endless { get; }

    protected abstract void Connect(DbOptions options);

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    [SetUp]
    public async Task CreateTables()
    {
        await PrepareAsync();
        await RunAsync("db.exec('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)')");
        await RunAsync("db.exec(\"INSERT INTO people VALUES (1, 'ana', 30), (2, 'eva', NULL)\")");
    }

    [TestCase("db.query('SELECT name, age FROM people ORDER BY id')", """[{"name":"ana","age":30},{"name":"eva","age":null}]""")]
    [TestCase("db.query('SELECT id FROM people WHERE name = $1 AND age = $2', ['ana', 30])", """[{"id":1}]""")]
    [TestCase("db.query('SELECT id FROM people WHERE age > $2 AND name <> $1', ['x', 1.5])", """[{"id":1}]""")]
    [TestCase("db.query('SELECT id FROM people WHERE name = $1', [null])", "[]")]
    [TestCase("db.exec('UPDATE people SET age = $1 WHERE id = $2', [null, 1]).then(() => db.query('SELECT age FROM people WHERE id = 1'))", """[{"age":null}]""")]
    [TestCase("db.exec('UPDATE people SET age = $2 WHERE name = $1', ['ana', 31])", """{"rowsAffected":1}""")]
    [TestCase("db.exec('SELECT 1')", """{"rowsAffected":0}""")]
    [TestCase("db.query('SELECT id FROM people WHERE id = $1', [9])", "[]")]
    public Task Statement_WithParameters_Answers(string expression, string expected) => AnswersAsync(expression, expected);

    [TestCase("ana' OR 1=1 --")]
    [TestCase("'; DROP TABLE people; --")]
    [TestCase("$1 \" \\ \u0027 %_")]
    public async Task Parameter_ThatLooksLikeSql_StaysData(string text)
    {
        var literal = JsonSerializer.Serialize(text);

        await AnswersAsync($"db.query('SELECT id FROM people WHERE name = $1', [{literal}])", "[]");
        await AnswersAsync(
            $"db.exec('INSERT INTO people VALUES (3, $1, 0)', [{literal}]).then(() => db.query('SELECT name FROM people WHERE id = 3')).then(rows => [rows[0].name === {literal}])",
            "[true]");
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":3}]""");
    }

    [TestCase("text", "'süß 🍰'", "\"süß 🍰\"")]
    [TestCase("text", "''", "\"\"")]
    [TestCase("real", "1.5", "1.5")]
    [TestCase("real", "-0.001", "-0.001")]
    [TestCase("bytes", "new Uint8Array([0, 255, 10])", "\"AP8K\"")]
    [TestCase("bytes", "null", "null")]
    [TestCase("big", "9007199254740991", "9007199254740991")]
    [TestCase("big", "'9223372036854775807'", "\"9223372036854775807\"")]
    public Task Value_WrittenAndRead_IsTheSame(string type, string value, string expected) => RoundTripAsync(type, value, expected);

    [TestCase("db.exec('SELECT $1', [() => 1])", "TypeError: db.exec: argument 'params[0]' must be data, not function.")]
    [TestCase("db.query('SELECT $1', [1, NaN])", "TypeError: db.query: argument 'params[1]' must be a finite number, not NaN.")]
    [TestCase("db.query('\\0')", "TypeError: db.query: the statement must not contain a null character.")]
    [TestCase("db.exec('SELECT 1;\\0 SELECT 2')", "TypeError: db.exec: the statement must not contain a null character.")]
    [TestCase("db.query('SELECT id FROM people WHERE id = $1')", null)]
    [TestCase("db.query('SELECT nonsense FROM people')", null)]
    [TestCase("db.query('SELEC')", null)]
    [TestCase("db.exec(\"INSERT INTO people VALUES (1, 'twice', 1)\")", null)]
    public async Task Statement_ThatIsWrong_IsAnErrorWithoutSecretsOrTypes(string expression, string? expected)
    {
        var text = await RunAsync(expression);

        var message = JsonSerializer.Deserialize<string>(text);
        Assert.That(message, expected is null ? Does.StartWith("Error: db.") : Is.EqualTo(expected));
        Assert.That(message, Does.Not.Contain("Npgsql").And.Not.Contain("Microsoft").And.Not.Contain("Password").And.Not.Contain("nflow-test").And.Not.Contain("   at "));
    }

    [TestCase("SELECT id FROM people AS a, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS b", "db.query: the query gives more than 5 rows; limit it.")]
    public Task Query_WithTooManyRows_IsRefused(string sql, string message) => AnswersAsync($"db.query('{sql}')", $"\"Error: {message}\"");

    [Test]
    public async Task Statement_ThatTakesTooLong_IsEnded()
    {
        await AnswersAsync($"db.query('{Endless}')", "\"Error: db.query: the statement took longer than 0.2 seconds.\"", options => options.Timeout = TimeSpan.FromMilliseconds(200));
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":2}]""");
    }

    [TestCase("async tx => { await tx.exec('DELETE FROM people'); return (await tx.query('SELECT COUNT(*) AS n FROM people'))[0].n; }", "0", 0)]
    [TestCase("tx => { tx.exec('DELETE FROM people WHERE id = 1'); tx.exec('DELETE FROM people WHERE id = 2'); }", null, 0)]
    [TestCase("tx => Promise.all([1, 2, 3].map(n => tx.query('SELECT $1 + 0 AS n', [n]))).then(all => all.map(rows => Number(rows[0].n)))", "[1,2,3]", 2)]
    [TestCase("async tx => { await tx.exec('DELETE FROM people'); throw new Error('no'); }", "\"Error: no\"", 2)]
    [TestCase("async tx => { await tx.exec('DELETE FROM people'); await tx.exec('nonsense'); }", "Error: tx.exec: ", 2)]
    [TestCase("async tx => { await tx.exec('DELETE FROM people'); await tx.query('SELECT a.age FROM (SELECT 1 AS age UNION ALL SELECT 2 UNION ALL SELECT 3) AS a, (SELECT 1 UNION ALL SELECT 2) AS b'); }", "Error: tx.query: the query gives more than 5 rows; limit it.", 2)]
    public async Task Transaction_Ended_IsCommittedOrRolledBackWhole(string work, string? expected, int left)
    {
        var text = await RunAsync($"db.transaction({work})");

        Assert.That(text, expected is null ? Is.Empty : expected.StartsWith("Error", StringComparison.Ordinal) ? Does.StartWith("\"" + expected) : Is.EqualTo(expected));
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", $$"""[{"n":{{left.ToString(CultureInfo.InvariantCulture)}}}]""");
    }

    [Test]
    public async Task Transaction_KeptForLater_HasEnded()
    {
        await AnswersAsync("(async () => { let kept; await db.transaction(async tx => { kept = tx; }); await kept.query('SELECT 1'); })()", "\"Error: tx.query: the transaction has ended.\"");
        await AnswersAsync(
            "db.transaction(() => db.transaction(() => 1))", "\"Error: db.transaction: no more than 1 transactions may be open in a run.\"",
            options => options.MaxTransactions = 1);
    }

    [Test]
    public async Task Transaction_NeverAwaited_IsRolledBackWhenTheRunEnds()
    {
        await using var forgetful = Runner("async function main(){ await new Promise(go => { db.transaction(async tx => { await tx.exec('DELETE FROM people'); go(); await new Promise(() => {}); }); }); c.String(200, 'left'); }");

        var (_, left) = await forgetful.RunAsync();

        Assert.That(left, Is.EqualTo("left"));
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":2}]""");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Transaction_WhenTheRunIsEnded_IsRolledBack(bool killed)
    {
        await using var runner = Runner("async function main(){ await db.transaction(async tx => { await tx.exec('DELETE FROM people'); signal(); sleep(600000); }); }");
        using var client = new CancellationTokenSource();
        var run = runner.RunAsync(client.Token);
        await _reached.Task;

        if (killed)
            Assert.That(runner.Get<IProcessRegistry>().Kill(runner.Get<IProcessRegistry>().List().Single().RunId), Is.True);
        else
            await client.CancelAsync();

        Assert.That((await run).Report.Outcome.Status, Is.EqualTo(killed ? RunStatus.Failed : RunStatus.Cancelled));
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":2}]""");
    }

    [Test]
    public async Task Transaction_WhenTheScriptExceedsALimit_IsRolledBack()
    {
        await using var runner = Runner("async function main(){ await db.transaction(async tx => { await tx.exec('DELETE FROM people'); for (;;) {} }); }", limits => limits.MaxOperations = 1000);

        var (report, _) = await runner.RunAsync();

        Assert.That(report.Outcome.Error?.Kind, Is.EqualTo(RunErrorKind.Limit));
        await AnswersAsync("db.query('SELECT COUNT(*) AS n FROM people')", """[{"n":2}]""");
    }

    protected async Task RoundTripAsync(string type, string value, string expected)
    {
        await RunAsync($"db.exec('CREATE TABLE kept (v {Types[type]})')");
        await AnswersAsync($"db.exec('INSERT INTO kept VALUES ($1)', [{value}]).then(() => db.query('SELECT v FROM kept')).then(rows => rows[0].v)", expected);
    }

    protected async Task AnswersAsync(string expression, string expected, Action<DbOptions>? configure = null) =>
        Assert.That(await RunAsync(expression, configure), Is.EqualTo(expected));

    protected async Task<string> RunAsync(string expression, Action<DbOptions>? configure = null)
    {
        await using var runner = ScriptRunner.ForExpression(expression, builder => builder.AddScriptDb(options => Configure(options, configure)));
        return (await runner.RunAsync()).Text;
    }

    private ScriptRunner Runner(string code, Action<Scripting.ScriptLimits>? limit = null) => new(code, builder =>
    {
        builder.AddScriptDb(options => Configure(options, null));
        builder.Services.AddSingleton<Scripting.IHostApi>(new SignalApi(_reached));
        builder.Services.Configure<NFlowOptions>(options => limit?.Invoke(options.Limits));
    });

    private void Configure(DbOptions options, Action<DbOptions>? configure)
    {
        options.Enabled = true;
        options.MaxRows = 5;
        Connect(options);
        configure?.Invoke(options);
    }
}
