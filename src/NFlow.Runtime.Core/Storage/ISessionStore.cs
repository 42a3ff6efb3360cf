namespace NFlow.Runtime.Storage;

/// <summary>
/// Server-side sessions: under an unguessable id, named parts (<c>nflow_form</c>, <c>auth_session</c>, …), each a JSON object. Thread-safe.
/// </summary>
public interface ISessionStore
{
    /// <summary>Reads all parts of a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>JSON text by part name; null when the session does not exist or has expired.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<IReadOnlyDictionary<string, string>?> LoadAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the parts that changed, all or none, creating the session when it is new. Parts not named stay as they are,
    /// so that two requests that change different parts do not undo each other; of the same part, the later write wins whole.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="changes">JSON text by part name; null removes a part.</param>
    /// <param name="expiresAt">When the session ends unless it is saved again.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask SaveAsync(string sessionId, IReadOnlyDictionary<string, string?> changes, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Removes a session whole.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask DeleteAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Removes the sessions that have expired.</summary>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken);

    /// <summary>How many sessions are alive.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The number.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);
}
