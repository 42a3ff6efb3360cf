using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

[TestFixture(typeof(SqliteDatabase))]
[TestFixture(typeof(SqliteMemory))]
[TestFixture(typeof(PostgresDatabase))]
internal sealed class EfUserStoreTests<TDatabase> : UserStoreContract
    where TDatabase : TestDatabase, new()
{
    protected override Task<IUserStore> CreateStoreAsync() =>
        Task.FromResult(DisposeLater(DisposeLater(TestDatabase.Create<TDatabase>()).Open(Clock)).Get<IUserStore>());
}
