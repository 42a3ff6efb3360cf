using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemoryTokenStoreTests : TokenStoreContract
{
    protected override Task<ITokenStore> CreateStoreAsync() => Task.FromResult<ITokenStore>(new InMemoryStore());

    protected override Task PutTokenAsync(TokenRecord token)
    {
        ((InMemoryStore)Store).Put(token);
        return Task.CompletedTask;
    }
}
