using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class SqliteSessionStoreTests : SessionStoreContract
{
    protected override Task<ISessionStore> CreateStoreAsync()
    {
        var file = new SqliteFile();
        return Task.FromResult(DisposeLater(new StoreHost(options => options.UseSqlite(file.FilePath), Clock, file.DisposeAsync)).Get<ISessionStore>());
    }
}
