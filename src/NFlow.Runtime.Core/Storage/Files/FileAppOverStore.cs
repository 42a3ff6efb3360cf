using System.Security.Cryptography;
using System.Text;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.Files;

/// <summary>An app from a file whose modules are those beside the file and, for other names, those of a store: stock modules stay usable. Thread-safe.</summary>
/// <param name="file">The app and the modules beside it, which win.</param>
/// <param name="stored">Where the other modules are.</param>
internal sealed class FileAppOverStore(FileAppStore file, IModuleStore stored) : IAppStore, IModuleStore
{
    public ValueTask<AppDocument?> FindAsync(string name, CancellationToken cancellationToken) => file.FindAsync(name, cancellationToken);

    public ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken) => file.SaveAsync(document, cancellationToken);

    public async ValueTask<IReadOnlyList<ModuleDefinition>> ListAsync(CancellationToken cancellationToken)
    {
        var own = await file.ListAsync(cancellationToken).ConfigureAwait(false);
        var names = own.Select(module => module.Name).ToHashSet(StringComparer.Ordinal);
        var others = await stored.ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. own, .. others.Where(module => !names.Contains(module.Name))];
    }

    public async ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken) =>
        await file.ReadVersionAsync(name, cancellationToken).ConfigureAwait(false) is { } version
            ? $"{version}.{Hash(await stored.ListAsync(cancellationToken).ConfigureAwait(false))}"
            : null;

    private static string Hash(IReadOnlyList<ModuleDefinition> modules)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var module in modules)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{module.Name.Length}:{module.Name}{module.Code.Length}:"));
            hash.AppendData(Encoding.UTF8.GetBytes(module.Code));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
