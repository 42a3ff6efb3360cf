using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class InMemoryAppStoreTests : AppStoreContract
{
    protected override IModuleStore Modules => (InMemoryStore)Store;

    protected override IAppSourceReader Reader => new VersionedAppSourceReader(Store, Modules);

    protected override Task<IAppStore> CreateStoreAsync() => Task.FromResult<IAppStore>(new InMemoryStore());

    protected override Task PutModuleAsync(ModuleDefinition module)
    {
        ((InMemoryStore)Store).Put(module);
        return Task.CompletedTask;
    }
}
