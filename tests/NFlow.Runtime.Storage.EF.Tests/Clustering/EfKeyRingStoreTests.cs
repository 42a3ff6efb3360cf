using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Clustering;

[TestFixture("sqlite")]
[TestFixture("postgres")]
public sealed class EfKeyRingStoreTests(string kind)
{
    [Test]
    public async Task TryAdd_KeysOfOneInstance_AreReadByAnother_AndTheirNamesAreTaken()
    {
        await using var database = New();
        await using var a = Open(database);
        await using var b = Open(database);

        var first = a.Get<IKeyRingStore>().TryAdd("one", "<key id='1'/>");
        var second = a.Get<IKeyRingStore>().TryAdd("two", "<key id='ñ'/>");
        var sameName = b.Get<IKeyRingStore>().TryAdd("one", "<key id='1b'/>");

        Assert.That((first, second, sameName), Is.EqualTo((true, true, false)));
        Assert.That(b.Get<IKeyRingStore>().ReadAll(), Is.EqualTo(["<key id='1'/>", "<key id='ñ'/>"]));
    }

    [Test]
    public async Task ReadAll_DatabaseFromBeforeTheTable_GetsIt()
    {
        await using var database = New();
        await using (var old = Open(database))
            await old.Get<INFlowDatabase>().PrepareAsync(CancellationToken.None);
        await database.ExecuteAsync("DROP TABLE nflow_runtime_keys");
        await database.ExecuteAsync("DELETE FROM nflow_runtime_migrations WHERE \"MigrationId\" LIKE '%_KeyRing'");

        await using var now = Open(database);

        Assert.That(now.Get<IKeyRingStore>().ReadAll(), Is.Empty);
    }

    private TestDatabase New() => kind == "sqlite" ? new SqliteDatabase() : new PostgresDatabase();

    private static StoreHost Open(TestDatabase database) => new(database.Configure, build: builder => builder.AddDatabaseCluster());
}
