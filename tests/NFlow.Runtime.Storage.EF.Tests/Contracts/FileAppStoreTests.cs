using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class FileAppStoreTests : AppStoreContract
{
    private TemporaryFolder _folder = null!;

    protected override IModuleStore Modules => (FileAppStore)Store;

    protected override IAppSourceReader Reader => (FileAppStore)Store;

    protected override Task<IAppStore> CreateStoreAsync()
    {
        _folder = DisposeLater(new TemporaryFolder());
        return Task.FromResult<IAppStore>(new FileAppStore(_folder.PathOf("app.json")));
    }

    protected override Task PutModuleAsync(ModuleDefinition module)
    {
        _folder.Write($"modules/{module.Name}.js", module.Code);
        return Task.CompletedTask;
    }
}
