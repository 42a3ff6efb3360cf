using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage;

/// <summary>The modules that <c>js</c> nodes name in <c>data.script</c>. Thread-safe.</summary>
public interface IModuleStore
{
    /// <summary>Reads all modules, at load time of an app.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The modules.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<ModuleDefinition>> ListAsync(CancellationToken cancellationToken);
}
