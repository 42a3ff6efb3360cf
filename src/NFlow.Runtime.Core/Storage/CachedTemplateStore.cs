using System.Collections.Concurrent;

namespace NFlow.Runtime.Storage;

/// <summary>Remembers for a short while what another template store answered, names without a template included. Thread-safe.</summary>
/// <param name="inner">The store that knows.</param>
/// <param name="time">The clock.</param>
/// <param name="freshness">How old an answer may be.</param>
public sealed class CachedTemplateStore(ITemplateStore inner, TimeProvider time, TimeSpan freshness) : ITemplateStore
{
    /// <summary>Names may come from clients, so their number is bounded.</summary>
    private const int MaxEntries = 1_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _entries.TryGetValue(name, out var entry) && time.GetElapsedTime(entry.ReadAt) < freshness
            ? new(entry.Text)
            : ReadAsync(name, cancellationToken);
    }

    private async ValueTask<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        var text = await inner.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[name] = new Entry(text, readAt);
        return text;
    }

    private sealed record Entry(string? Text, long ReadAt);
}
