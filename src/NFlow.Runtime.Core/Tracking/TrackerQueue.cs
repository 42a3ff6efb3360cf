using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Entries that wait to be written, bounded by number and by size. They come and go in chunks, so that a run pays for one handover rather than one per node. Adding never waits. Thread-safe.</summary>
internal sealed class TrackerQueue(TrackerOptions options)
{
    private readonly Channel<Chunk> _channel = Channel.CreateUnbounded<Chunk>();
    private int _count;
    private long _characters;
    private long _enqueued;
    private long _dropped;

    public int Count => Volatile.Read(ref _count);

    public long Characters => Interlocked.Read(ref _characters);

    public long Enqueued => Interlocked.Read(ref _enqueued);

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False when there never will be.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes entries, or drops them and counts.</summary>
    /// <param name="entries">The entries; they belong to the queue from now on.</param>
    /// <param name="characters">Characters of their payloads.</param>
    public void Add(List<TrackerEntry> entries, long characters)
    {
        var fits = Interlocked.Add(ref _count, entries.Count) <= options.QueueCapacity
            & Interlocked.Add(ref _characters, characters) <= options.QueueCharacters;
        if (fits && _channel.Writer.TryWrite(new(entries, characters)))
        {
            Interlocked.Add(ref _enqueued, entries.Count);
            return;
        }

        Forget(entries.Count, characters);
        Interlocked.Add(ref _dropped, entries.Count);
    }

    /// <summary>Takes the oldest entries out.</summary>
    public bool TryTake([NotNullWhen(true)] out List<TrackerEntry>? entries)
    {
        entries = null;
        if (!_channel.Reader.TryRead(out var chunk))
            return false;
        entries = chunk.Entries;
        Forget(entries.Count, chunk.Characters);
        return true;
    }

    /// <summary>Takes no further entries; those inside are still given out.</summary>
    public void Close() => _channel.Writer.TryComplete();

    private void Forget(int count, long characters)
    {
        Interlocked.Add(ref _count, -count);
        Interlocked.Add(ref _characters, -characters);
    }

    private readonly record struct Chunk(List<TrackerEntry> Entries, long Characters);
}
