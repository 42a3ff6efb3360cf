using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemoryUserStoreTests : UserStoreContract
{
    protected override Task<IUserStore> CreateStoreAsync() => Task.FromResult<IUserStore>(new InMemoryStore());
}
