using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(SqliteMemory))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class EfTemplateStoreTests<TDatabase> : TemplateStoreContract
    where TDatabase : TestDatabase, new()
{
    private TDatabase _database = null!;

    protected override async Task<ITemplateStore> CreateStoreAsync()
    {
        _database = DisposeLater(TestDatabase.Create<TDatabase>());
        var host = DisposeLater(_database.Open(Clock));
        await host.Get<INFlowDatabase>().PrepareAsync(None);
        return host.Get<ITemplateStore>();
    }

    protected override Task PutTemplateAsync(string name, string text) => _database.PutTemplateAsync(name, text);
}
