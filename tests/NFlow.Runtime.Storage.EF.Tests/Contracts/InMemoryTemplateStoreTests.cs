using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemoryTemplateStoreTests : TemplateStoreContract
{
    protected override Task<ITemplateStore> CreateStoreAsync() => Task.FromResult<ITemplateStore>(new InMemoryStore());

    protected override Task PutTemplateAsync(string name, string text)
    {
        ((InMemoryStore)Store).PutTemplate(name, text);
        return Task.CompletedTask;
    }
}
