using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(SqliteMemory))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class EfAppStoreTests<TDatabase> : AppStoreContract
    where TDatabase : TestDatabase, new()
{
    private TDatabase _database = null!;
    private StoreHost _host = null!;

    protected override IModuleStore Modules => _host.Get<IModuleStore>();

    protected override IAppSourceReader Reader => _host.Get<IAppSourceReader>();

    protected override async Task<IAppStore> CreateStoreAsync()
    {
        _database = DisposeLater(TestDatabase.Create<TDatabase>());
        _host = DisposeLater(_database.Open(Clock));
        await _host.Get<INFlowDatabase>().PrepareAsync(None);
        await _database.ExecuteAsync("DELETE FROM modules");
        return _host.Get<IAppStore>();
    }

    protected override Task PutModuleAsync(ModuleDefinition module) => _database.PutModuleAsync(module);
}
