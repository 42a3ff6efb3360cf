using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Tests.Tracking;

/// <summary>A store whose writes fail or hang as the test says: a full disk, a database that is away.</summary>
internal sealed class FaultyTrackerStore : ITrackerStore
{
    private readonly InMemoryTrackerStore _inner = new();
    private int _failures;
    private int _attempts;
    private TaskCompletionSource? _gate;

    public int Attempts => Volatile.Read(ref _attempts);

    public void FailNext(int times) => Volatile.Write(ref _failures, times);

    public TaskCompletionSource Hang() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        if (_gate is { } gate)
            await gate.Task.WaitAsync(cancellationToken);
        if (Interlocked.Decrement(ref _failures) >= 0)
            throw new StorageException("No space left on device. Free some.");
        await _inner.AppendAsync([.. entries], cancellationToken);
    }

    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken) => _inner.TrimAsync(olderThan, maxRows, cancellationToken);

    public ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken) => _inner.ListAsync(logId, limit, cancellationToken);
}
