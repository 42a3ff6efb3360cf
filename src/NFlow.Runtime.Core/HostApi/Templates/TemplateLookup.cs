using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Finds templates by name: in the template folder, then in the store. Thread-safe.</summary>
internal sealed class TemplateLookup(ITemplateStore store, IOptions<NFlowOptions> options)
{
    private readonly CompositeTemplateStore _stores = new(new FolderTemplateStore(options.Value.TemplateFolder), store);

    /// <summary>The template's text; null when there is none of that name, or when the name would leave the folder.</summary>
    public ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken) => _stores.FindAsync(name, cancellationToken);
}
