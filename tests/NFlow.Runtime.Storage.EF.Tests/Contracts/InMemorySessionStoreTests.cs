using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemorySessionStoreTests : SessionStoreContract
{
    protected override Task<ISessionStore> CreateStoreAsync() => Task.FromResult<ISessionStore>(new InMemorySessionStore(Clock));
}
