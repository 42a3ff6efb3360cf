using NFlow.Runtime.Storage.Contract;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.Storage.EF.Tests.Contracts;

internal sealed class FolderTemplateStoreTests : TemplateStoreContract
{
    private TemporaryFolder _folder = null!;

    protected override Task<ITemplateStore> CreateStoreAsync()
    {
        _folder = DisposeLater(new TemporaryFolder());
        return Task.FromResult<ITemplateStore>(new FolderTemplateStore(_folder.Path));
    }

    protected override Task PutTemplateAsync(string name, string text)
    {
        _folder.Write($"{name}.html", text);
        return Task.CompletedTask;
    }
}
