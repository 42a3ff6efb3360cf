using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Databases;

/// <summary>The designer's table as other programs see it.</summary>
[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class TrackerTableTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private TDatabase _database = null!;
    private StoreHost _host = null!;

    [SetUp]
    public void CreateDatabase() => _host = (_database = TestDatabase.Create<TDatabase>()).Open(_clock);

    [TearDown]
    public async Task DropDatabase()
    {
        await (_host?.DisposeAsync() ?? default);
        await (_database?.DisposeAsync() ?? default);
    }

    [TestCase(0, "2026-03-01 12:00:00")]
    [TestCase(5_000_000, "2026-03-01 12:00:00.5")]
    [TestCase(1_234_500, "2026-03-01 12:00:00.12345")]
    public async Task Append_WritesTimesAsTheDriverDoes(long ticks, string stored)
    {
        await Store.AppendAsync([Entry(1) with { Created = _clock.GetUtcNow().AddTicks(ticks), Duration = TimeSpan.FromMilliseconds(1234.9) }], None);

        Assert.That(await _database.ExecuteAsync("SELECT CAST(created AS text) || ' ' || duration FROM tracker"), Is.EqualTo($"{stored} 1234m"));
    }

    [Test]
    public async Task Append_RowsThatShareValues_KeepsTheirOwn()
    {
        var entry = Entry(1) with { Payload = "{\"a\":1}", UserName = "ana" };
        await Store.AppendAsync([entry, entry with { OrderBox = 2, Payload = "{}" }, entry with { OrderBox = 3, UserName = "" }, entry with { OrderBox = 4 }], None);

        Assert.That((await Store.ListAsync(null, 10, None)).Select(row => (row.OrderBox, row.Payload, row.UserName)), Is.EqualTo(new[]
        {
            (1, "{\"a\":1}", "ana"), (2, "{}", "ana"), (3, "{\"a\":1}", ""), (4, "{\"a\":1}", "ana"),
        }));
    }

    [Test]
    public async Task Append_RowThatTheDatabaseRefuses_WritesNoneAndSaysWhy()
    {
        await Store.AppendAsync([Entry(1)], None);
        await RefuseAsync("INSERT", 500);

        Assert.That(async () => await Store.AppendAsync([.. Enumerable.Range(2, 600).Select(Entry)], None), Throws.TypeOf<StorageException>().With.Message.Contains("refused by the test"));
        Assert.That(await Store.ListAsync(null, 1000, None), Has.Count.EqualTo(1));
    }

    /// <summary>Each removal is a short one of its own, so that writers get their turn between two.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task Trim_ThatIsInterrupted_KeepsWhatItRemoved(bool bySize)
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 5000).Select(Entry)], None);
        await RefuseAsync("DELETE", 2500);
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.That(async () => await (bySize ? Store.TrimAsync(DateTimeOffset.UnixEpoch, 100, None) : Store.TrimAsync(_clock.GetUtcNow(), null, None)), Throws.TypeOf<StorageException>());
        Assert.That(await Store.ListAsync(null, 6000, None), Has.Count.EqualTo(3000));
    }

    /// <summary>On PostgreSQL after the column was widened; SQLite numbers its rows with 64 bits as it is.</summary>
    [Test]
    public async Task Rows_NumberedBeyond32Bits_AreWrittenReadAndRemoved()
    {
        await Store.AppendAsync([Entry(1), Entry(2)], None);
        if (_database is PostgresDatabase)
        {
            await _database.ExecuteAsync("SELECT setval('tracker_id_seq', 2147483647)");
            Assert.That(async () => await Store.AppendAsync([Entry(3)], None), Throws.TypeOf<StorageException>().With.Message.Contains("reached maximum value of sequence \"tracker_id_seq\""));
            await _database.ExecuteAsync(DocumentedStatements());
        }
        else
        {
            await _database.ExecuteAsync("UPDATE tracker SET id = id + 3000000000");
        }

        await Store.AppendAsync([Entry(3), Entry(4)], None);
        var written = await Store.ListAsync(null, 10, None);
        var surplus = await Store.TrimAsync(DateTimeOffset.UnixEpoch, 1, None);
        _clock.Advance(TimeSpan.FromDays(1));
        await Store.AppendAsync([Entry(5)], None);
        var old = await Store.TrimAsync(_clock.GetUtcNow(), null, None);
        await using var restarted = _database.Open(_clock);
        await restarted.Get<INFlowDatabase>().PrepareAsync(None);
        await restarted.Get<ITrackerStore>().AppendAsync([Entry(6)], None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.Select(row => row.OrderBox), Is.EqualTo(new[] { 1, 2, 3, 4 }));
            Assert.That((surplus, old), Is.EqualTo((3, 1)));
            Assert.That((await restarted.Get<ITrackerStore>().ListAsync(null, 10, None)).Select(row => row.OrderBox), Is.EqualTo(new[] { 5, 6 }));
            Assert.That(await _database.ExecuteAsync("SELECT min(id) FROM tracker"), Is.GreaterThan((long)int.MaxValue));
        }
    }

    /// <summary>What the runbook tells operators to run.</summary>
    private static string DocumentedStatements()
    {
        var runbook = File.ReadAllText(Repository.PathOf("docs", "operations.md"));
        var start = runbook.IndexOf("BEGIN;\nALTER TABLE tracker", StringComparison.Ordinal);
        return runbook[start..runbook.IndexOf("COMMIT;", start, StringComparison.Ordinal)] + "COMMIT;";
    }

    private ITrackerStore Store => _host.Get<ITrackerStore>();

    private async Task RefuseAsync(string operation, int order)
    {
        var row = operation == "INSERT" ? "NEW" : "OLD";
        if (_database is SqliteDatabase)
        {
            await _database.ExecuteAsync($"CREATE TRIGGER refusing BEFORE {operation} ON tracker WHEN {row}.order_box = {order} BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
            return;
        }

        await _database.ExecuteAsync("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'refused by the test'; END $f$");
        await _database.ExecuteAsync($"CREATE TRIGGER refusing BEFORE {operation} ON tracker FOR EACH ROW WHEN ({row}.order_box = {order}) EXECUTE FUNCTION refuse()");
    }

    private TrackerEntry Entry(int order) => new()
    {
        LogId = "log",
        BoxId = "box",
        BoxName = "",
        BoxType = "js",
        Url = "/",
        UserName = "",
        ConnectionNext = "",
        Duration = TimeSpan.FromMilliseconds(1),
        Created = _clock.GetUtcNow(),
        OrderBox = order,
        Payload = "{}",
    };
}
