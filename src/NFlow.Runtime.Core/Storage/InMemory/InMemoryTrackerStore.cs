namespace NFlow.Runtime.Storage.InMemory;

/// <summary>The tracker's rows in memory, for tests and small hosts. Thread-safe.</summary>
public sealed class InMemoryTrackerStore : ITrackerStore
{
    private readonly Lock _lock = new();
    private readonly List<TrackerEntry> _entries = [];

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken)
    {
        lock (_lock)
            _entries.AddRange(entries);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var removed = _entries.RemoveAll(entry => entry.Created < olderThan);
            if (maxRows is { } max && _entries.Count > max)
            {
                var surplus = (int)(_entries.Count - max);
                _entries.RemoveRange(0, surplus);
                removed += surplus;
            }

            return new(removed);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new([.. _entries.Where(entry => logId is null || entry.LogId == logId).TakeLast(limit)]);
    }
}
