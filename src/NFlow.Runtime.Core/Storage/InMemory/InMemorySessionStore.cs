using System.Collections.Concurrent;

namespace NFlow.Runtime.Storage.InMemory;

/// <summary>Sessions in this process's memory: the default. They end with the process and are not shared between instances. Thread-safe.</summary>
public sealed class InMemorySessionStore(TimeProvider time) : ISessionStore
{
    private readonly ConcurrentDictionary<string, Entry> _sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, string>?> LoadAsync(string sessionId, CancellationToken cancellationToken) =>
        new(_sessions.TryGetValue(sessionId, out var entry) && entry.ExpiresAt > time.GetUtcNow() ? entry.Parts : null);

    /// <inheritdoc/>
    public ValueTask SaveAsync(string sessionId, IReadOnlyDictionary<string, string?> changes, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _sessions.AddOrUpdate(
            sessionId,
            static (_, state) => state.Entry.With(state.changes),
            static (_, old, state) => (old.ExpiresAt > state.now ? old with { ExpiresAt = state.Entry.ExpiresAt } : state.Entry).With(state.changes),
            (Entry: new Entry([], expiresAt), changes, now: time.GetUtcNow()));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string sessionId, CancellationToken cancellationToken)
    {
        _sessions.TryRemove(sessionId, out _);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var removed = 0;
        foreach (var pair in _sessions)
            if (pair.Value.ExpiresAt <= now && _sessions.TryRemove(pair))
                removed++;
        return new(removed);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new(_sessions.LongCount(pair => pair.Value.ExpiresAt > now));
    }

    private sealed record Entry(Dictionary<string, string> Parts, DateTimeOffset ExpiresAt)
    {
        /// <summary>A copy with the changes: readers of the old one are not disturbed.</summary>
        public Entry With(IReadOnlyDictionary<string, string?> changes)
        {
            var parts = new Dictionary<string, string>(Parts, StringComparer.Ordinal);
            foreach (var (name, json) in changes)
                if (json is null)
                    parts.Remove(name);
                else
                    parts[name] = json;
            return this with { Parts = parts };
        }
    }
}
