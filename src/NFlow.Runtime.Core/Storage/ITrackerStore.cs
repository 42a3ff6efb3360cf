namespace NFlow.Runtime.Storage;

/// <summary>Where the tracker writes. Thread-safe.</summary>
public interface ITrackerStore
{
    /// <summary>Writes a batch, all or none.</summary>
    /// <param name="entries">The entries, oldest first.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken);

    /// <summary>Removes old entries.</summary>
    /// <param name="olderThan">Entries created before are removed.</param>
    /// <param name="maxRows">At most this many are kept, the newest; null for no limit.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken);

    /// <summary>Reads entries, oldest first.</summary>
    /// <param name="logId">Only of this log; null for all.</param>
    /// <param name="limit">At most this many, the newest.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken);
}
