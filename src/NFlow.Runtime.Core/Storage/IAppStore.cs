namespace NFlow.Runtime.Storage;

/// <summary>Where apps come from and are saved. Thread-safe.</summary>
public interface IAppStore
{
    /// <summary>Reads an app.</summary>
    /// <param name="name">Name of the app.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The document, or null when there is none of that name.</returns>
    /// <exception cref="StorageException">The store did not answer; the message says what to do.</exception>
    ValueTask<AppDocument?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// A short text that changes whenever the app or any module changes, read cheaply enough for once a second.
    /// </summary>
    /// <param name="name">Name of the app.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The text, or null when there is no such app.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken);

    /// <summary>Saves an app, adding or replacing it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken);
}
