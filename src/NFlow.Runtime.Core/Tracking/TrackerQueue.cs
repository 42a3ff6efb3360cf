using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Entries that wait to be written, bounded by number and by size. Adding never waits. Thread-safe.</summary>
internal sealed class TrackerQueue(TrackerOptions options)
{
    private readonly Channel<TrackerEntry> _channel = Channel.CreateBounded<TrackerEntry>(new BoundedChannelOptions(options.QueueCapacity) { FullMode = BoundedChannelFullMode.Wait });
    private long _characters;
    private long _enqueued;
    private long _dropped;

    public int Count => _channel.Reader.Count;

    public long Characters => Interlocked.Read(ref _characters);

    public long Enqueued => Interlocked.Read(ref _enqueued);

    public long Dropped => Interlocked.Read(ref _dropped);

    public ChannelReader<TrackerEntry> Reader => _channel.Reader;

    /// <summary>Takes an entry, or drops it and counts.</summary>
    public bool TryAdd(TrackerEntry entry)
    {
        var size = entry.Payload.Length;
        if (Interlocked.Add(ref _characters, size) <= options.QueueCharacters && _channel.Writer.TryWrite(entry))
        {
            Interlocked.Increment(ref _enqueued);
            return true;
        }

        Interlocked.Add(ref _characters, -size);
        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Takes the oldest entry out.</summary>
    public bool TryTake([NotNullWhen(true)] out TrackerEntry? entry)
    {
        if (!_channel.Reader.TryRead(out entry))
            return false;
        Interlocked.Add(ref _characters, -entry.Payload.Length);
        return true;
    }

    /// <summary>Takes no further entries; those inside are still given out.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
