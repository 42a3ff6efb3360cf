using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(SqliteMemory))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class EfTokenStoreTests<TDatabase> : TokenStoreContract
    where TDatabase : TestDatabase, new()
{
    private TDatabase _database = null!;

    protected override async Task<ITokenStore> CreateStoreAsync()
    {
        _database = DisposeLater(TestDatabase.Create<TDatabase>());
        var host = DisposeLater(_database.Open(Clock));
        await host.Get<INFlowDatabase>().PrepareAsync(None);
        return host.Get<ITokenStore>();
    }

    protected override Task PutTokenAsync(TokenRecord token) => _database.PutTokenAsync(token);
}
