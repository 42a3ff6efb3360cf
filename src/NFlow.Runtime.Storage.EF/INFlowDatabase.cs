namespace NFlow.Runtime.Storage.EF;

/// <summary>The database behind the stores. Thread-safe.</summary>
public interface INFlowDatabase
{
    /// <summary>
    /// Makes the database ready: an empty one is created whole, of an existing one only this runtime's own tables are added. Done once;
    /// the first use of any store does it too, so hosts call it only to fail early.
    /// </summary>
    /// <param name="cancellationToken">Cancels the work; nothing is left half-created.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The database cannot be reached or prepared; the message says what to do.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
