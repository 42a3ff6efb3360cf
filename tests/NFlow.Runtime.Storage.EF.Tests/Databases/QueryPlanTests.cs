using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Storage.EF.Tests.Support;
using SQLitePCL;

namespace NFlow.Runtime.Storage.EF.Tests.Databases;

internal sealed class QueryPlanTests
{
    [Test]
    public async Task Sessions_AreFoundByIndex_SoThatTheirNumberDoesNotMatter()
    {
        await using var database = new SqliteDatabase();
        var statements = new ConcurrentQueue<string>();
        await using var host = database.Open(configure: options => options.UseConnection((_, _) => new(Traced(database, statements))));
        var store = host.Get<ISessionStore>();
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        await store.SaveAsync("kept", new Dictionary<string, string?> { ["p"] = "{}", ["q"] = null }, tomorrow, CancellationToken.None);
        await store.SaveAsync("old", new Dictionary<string, string?> { ["p"] = "{}" }, tomorrow.AddDays(-2), CancellationToken.None);
        await store.LoadAsync("kept", CancellationToken.None);
        await store.CountAsync(CancellationToken.None);
        await store.DeleteExpiredAsync(CancellationToken.None);
        await store.DeleteAsync("kept", CancellationToken.None);

        var onSessions = statements
            .Where(sql => sql.Contains("nflow_runtime_session", StringComparison.Ordinal) && !sql.StartsWith("CREATE", StringComparison.OrdinalIgnoreCase))
            .Distinct().ToArray();
        Assert.That(onSessions, Has.Length.GreaterThanOrEqualTo(11), "the statements of every operation");
        using (Assert.EnterMultipleScope())
            foreach (var sql in onSessions)
                Assert.That(await ExplainAsync(database, sql), Has.None.StartsWith("SCAN nflow_runtime").And.None.Matches("^SCAN [sp]$"), sql);
    }

    [Test]
    public async Task OldTrackerRows_AreFoundByNumber_SoThatTheRestDoesNotMatter()
    {
        await using var database = new SqliteDatabase();
        var statements = new ConcurrentQueue<string>();
        await using var host = database.Open(configure: options => options.UseConnection((_, _) => new(Traced(database, statements))));
        var store = host.Get<ITrackerStore>();
        var entry = new TrackerEntry { LogId = "", BoxId = "", BoxName = "", BoxType = "", Url = "", UserName = "", ConnectionNext = "", Duration = default, Created = TimeProvider.System.GetUtcNow(), OrderBox = 1, Payload = "" };
        await store.AppendAsync([entry with { Created = entry.Created.AddDays(-2) }, entry, entry, entry], CancellationToken.None);
        statements.Clear();
        var removed = await store.TrimAsync(entry.Created.AddDays(-1), 2, CancellationToken.None);

        string[] onTracker = [.. statements.Where(sql => sql.Contains("tracker", StringComparison.Ordinal)).Distinct()];
        Assert.That(removed, Is.EqualTo(2));
        Assert.That(onTracker, Has.Length.GreaterThanOrEqualTo(5), "window, removal by age, lowest and highest number, surplus, removal by size");
        using (Assert.EnterMultipleScope())
            foreach (var sql in onTracker)
                // Only where the surplus begins is counted, along the key.
                Assert.That(await ExplainAsync(database, sql), sql.Contains("OFFSET", StringComparison.Ordinal) ? Has.None.Contains("USE TEMP B-TREE") : Has.None.StartsWith("SCAN tracker"), sql);
    }

    private static SqliteConnection Traced(SqliteDatabase database, ConcurrentQueue<string> statements)
    {
        var connection = (SqliteConnection)database.Connect();
        connection.Open();
        raw.sqlite3_trace(connection.Handle, (_, sql) => statements.Enqueue(sql.Trim()), null);
        return connection;
    }

    private static async Task<List<string>> ExplainAsync(SqliteDatabase database, string sql)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));
        return plan;
    }
}
