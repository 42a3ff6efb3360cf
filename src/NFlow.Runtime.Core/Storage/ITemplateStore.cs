namespace NFlow.Runtime.Storage;

/// <summary>Templates by name (<c>get_template</c>). Thread-safe; implementations cache as they see fit.</summary>
public interface ITemplateStore
{
    /// <summary>Reads a template.</summary>
    /// <param name="name">Name; never a path outside the store.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The text, or null when there is none of that name.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken);
}
