using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Tracking;

/// <summary>What waits to be written, bounded by number and by size. Nodes come and go in chunks, so that a run pays for one handover rather than one per node. Adding never waits. Thread-safe.</summary>
internal sealed class TrackerQueue(IOptions<TrackerOptions> options)
{
    private readonly Channel<TrackedChunk> _channel = Channel.CreateUnbounded<TrackedChunk>();
    private int _count;
    private long _bytes;
    private long _enqueued;
    private long _dropped;
    private volatile bool _isFull;

    public int Count => Volatile.Read(ref _count);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Enqueued => Interlocked.Read(ref _enqueued);

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False when there never will be.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Whether it had no room lately: from the first chunk that was dropped until an eighth of the room is free again. Else many would be made to find that they do not fit any more.</summary>
    public bool IsFull => _isFull;

    /// <summary>Takes a chunk, or drops it and counts.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Add(in TrackedChunk chunk)
    {
        var fits = Interlocked.Add(ref _count, chunk.Count) <= options.Value.QueueCapacity
            & Interlocked.Add(ref _bytes, chunk.Bytes) <= options.Value.QueueBytes;
        if (fits && _channel.Writer.TryWrite(chunk))
        {
            Interlocked.Add(ref _enqueued, chunk.Count);
            return true;
        }

        _isFull = true;
        Forget(chunk);
        Drop(chunk.Count);
        return false;
    }

    /// <summary>Counts entries that were not even made.</summary>
    public void Drop(int count) => Interlocked.Add(ref _dropped, count);

    /// <summary>Takes the oldest chunk out.</summary>
    public bool TryTake(out TrackedChunk chunk)
    {
        if (!_channel.Reader.TryRead(out chunk))
            return false;
        Forget(chunk);
        if (_isFull && HasRoom())
            _isFull = false;
        return true;
    }

    /// <summary>Takes no further entries; those inside are still given out.</summary>
    public void Close() => _channel.Writer.TryComplete();

    private bool HasRoom() => Count <= options.Value.QueueCapacity - (options.Value.QueueCapacity / 8) && Bytes <= options.Value.QueueBytes - (options.Value.QueueBytes / 8);

    private void Forget(in TrackedChunk chunk)
    {
        Interlocked.Add(ref _count, -chunk.Count);
        Interlocked.Add(ref _bytes, -chunk.Bytes);
    }
}
