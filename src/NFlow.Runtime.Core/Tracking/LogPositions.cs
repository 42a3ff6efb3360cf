using System.Collections.Concurrent;

namespace NFlow.Runtime.Tracking;

/// <summary>How far each log has come, so that its entries are numbered 1, 2, 3… across requests. Bounded; a forgotten log goes on where its session says. Thread-safe.</summary>
internal sealed class LogPositions
{
    private const int MaxLogs = 50_000;

    private readonly ConcurrentDictionary<string, LogPosition> _positions = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The position of a log, at least as far as its session says.</summary>
    public LogPosition Open(string logId, int atLeast)
    {
        if (!_positions.TryGetValue(logId, out var position))
        {
            if (Interlocked.Increment(ref _count) > MaxLogs)
            {
                _positions.Clear();
                Volatile.Write(ref _count, 1);
            }

            position = _positions.GetOrAdd(logId, static _ => new LogPosition());
        }

        position.AdvanceTo(atLeast);
        return position;
    }
}
