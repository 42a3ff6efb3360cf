using System.Text;
using Microsoft.Extensions.Options;
using NFlow.Runtime.HostApi.Files;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.HostApi.Templates;

/// <summary>Finds templates by name: in the template folder (<c>.html</c>, <c>.tmpl</c>, bare), then in the store. Thread-safe.</summary>
internal sealed class TemplateLookup(ITemplateStore store, IOptions<NFlowOptions> options)
{
    private static readonly string[] Extensions = [".html", ".tmpl", ""];

    private readonly ConfinedFolder _folder = new(options.Value.TemplateFolder);

    /// <summary>The template's text; null when there is none of that name, or when the name would leave the folder.</summary>
    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var extension in Extensions)
            if (_folder.Resolve(name + extension) is { } path && File.Exists(path))
                return await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken).ConfigureAwait(false);

        return await store.FindAsync(name, cancellationToken).ConfigureAwait(false);
    }
}
