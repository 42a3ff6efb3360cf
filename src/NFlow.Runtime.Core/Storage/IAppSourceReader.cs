namespace NFlow.Runtime.Storage;

/// <summary>
/// Reads an app and its modules as one state, never half of an old and half of a new one. Thread-safe.
/// Stores that can read both in one transaction implement it; else <see cref="VersionedAppSourceReader"/> does over any two stores.
/// </summary>
public interface IAppSourceReader
{
    /// <summary>Reads an app with its modules.</summary>
    /// <param name="name">Name of the app.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The state, or null when there is no such app.</returns>
    /// <exception cref="StorageException">The store did not answer, or changed too fast to be read whole.</exception>
    ValueTask<AppSource?> ReadAsync(string name, CancellationToken cancellationToken);
}
