using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Compatibility.Tests.Support;

namespace NFlow.Runtime.Compatibility.Tests;

public sealed class DbTests
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"nflow-db-{Guid.NewGuid():N}.sqlite");

    [TearDown]
    public void DeleteDatabase()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [TestCase("db.query('SELECT id, name FROM people WHERE name = $1', [\"ana' OR 1=1 --\"])", "[]")]
    [TestCase("db.query('SELECT name, age FROM people WHERE age > $1 ORDER BY age', [1])", """[{"name":"ana","age":30},{"name":"eva","age":null}]""")]
    [TestCase("db.exec('UPDATE people SET age = $2 WHERE name = $1', ['ana', 31])", """{"rowsAffected":1}""")]
    [TestCase("db.transaction(async tx => { await tx.exec('DELETE FROM people'); return (await tx.query('SELECT COUNT(*) AS n FROM people'))[0].n; })", "0")]
    [TestCase("db.transaction(async tx => { await tx.exec('DELETE FROM people'); throw new Error('no'); }).catch(async e => [e.message, (await db.query('SELECT COUNT(*) AS n FROM people'))[0].n])", """["no",2]""")]
    [TestCase("db.query('SELECT 1 FROM nowhere')", "\"Error: db.query: SQLite Error 1: 'no such table: nowhere'.\"")]
    [TestCase("db.query('WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT n FROM r')", "\"Error: db.query: the query gives more than 5 rows; limit it.\"")]
    [TestCase("db.query(5)", "\"TypeError: db.query: argument 'sql' must be a string, not number.\"")]
    [TestCase("db.exec('SELECT 1', {})", "\"TypeError: db.exec: argument 'params' must be an array, not object.\"")]
    [TestCase("db.transaction(5)", "\"TypeError: db.transaction: argument 'work' must be a function, not number.\"")]
    public async Task Db_OnSqlite_Answers(string expression, string expected)
    {
        await using (var setup = Runner("db.exec('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)').then(() => db.exec(\"INSERT INTO people (name, age) VALUES ('ana', 30), ('eva', NULL)\"))"))
            await setup.RunAsync();
        await using var runner = Runner(expression.Replace("age > $1", "(age > $1 OR age IS NULL)", StringComparison.Ordinal).Replace("ORDER BY age", "ORDER BY name", StringComparison.Ordinal));

        var (_, text) = await runner.RunAsync();

        Assert.That(text, Is.EqualTo(expected));
    }

    [Test]
    public async Task Transaction_NeverAwaited_IsRolledBackWhenTheRunEnds()
    {
        await using (var setup = Runner("db.exec('CREATE TABLE t (n INTEGER)')"))
            await setup.RunAsync();
        await using var forgetful = new ScriptRunner(
            "async function main(){ await new Promise(go => { db.transaction(async tx => { await tx.exec('INSERT INTO t VALUES (1)'); go(); await new Promise(() => {}); }); }); c.String(200, 'left'); }",
            builder => builder.AddScriptDb(Configure));
        var (_, left) = await forgetful.RunAsync();
        await using var reader = Runner("db.query('SELECT COUNT(*) AS n FROM t')");

        var (_, text) = await reader.RunAsync();

        Assert.That((left, text), Is.EqualTo(("left", """[{"n":0}]""")));
    }

    [Test]
    public async Task Db_WithoutADatabaseOfItsOwn_IsRefused()
    {
        await using var runner = ScriptRunner.ForExpression("db.query('SELECT 1')", builder => builder.AddScriptDb());

        var (_, text) = await runner.RunAsync();

        Assert.That(text, Is.EqualTo("\"Error: db.query: this host gives scripts no database ([db] enabled).\""));
    }

    private ScriptRunner Runner(string expression) => ScriptRunner.ForExpression(expression, builder => builder.AddScriptDb(Configure));

    private void Configure(Plugins.Db.DbOptions options)
    {
        options.Enabled = true;
        options.Driver = "sqlite3";
        options.ConnectionString = _file;
        options.MaxRows = 5;
    }
}
