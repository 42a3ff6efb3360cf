using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Benchmarks.Middle;

/// <summary>A store that is infinitely fast and keeps nothing.</summary>
internal sealed class ForgettingTrackerStore : ITrackerStore
{
    public ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken) => default;

    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken) => new(0);

    public ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken) => new(Array.Empty<TrackerEntry>());
}
