using System.Collections.Concurrent;

namespace NFlow.Runtime.RateLimiting;

/// <summary>Token buckets in this process's memory, at most <see cref="MaxClients"/> of them. Thread-safe.</summary>
/// <remarks>
/// A bucket is one number: the moment at which it is full again (the generic cell rate algorithm), which makes the refill exact and even.
/// A full bucket and no bucket are the same, so full ones are dropped. When there are too many that are not full, those nearest to full go:
/// their clients regain the few tokens they had used, which is the least that can be forgotten.
/// </remarks>
internal sealed class MemoryTokenBuckets(TimeProvider time, int maxClients) : ITokenBuckets
{
    public const int MaxClients = 100_000;

    /// <summary>Share of the buckets that is dropped when there are too many, so that the search for them is rare.</summary>
    private const int DroppedShare = 8;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private readonly long _origin = time.GetTimestamp();
    private long _sweptAt = time.GetTimestamp();
    private int _count;

    public MemoryTokenBuckets(TimeProvider time)
        : this(time, MaxClients)
    {
    }

    /// <summary>How many buckets are held.</summary>
    public int Count => Volatile.Read(ref _count);

    public ValueTask<TokenBucketDecision> TakeAsync(string client, TokenBucketPolicy policy, CancellationToken cancellationToken)
    {
        var now = Now();
        if (time.GetElapsedTime(Volatile.Read(ref _sweptAt)) >= SweepPeriod)
            Sweep(now);

        while (true)
        {
            if (!_buckets.TryGetValue(client, out var bucket))
                bucket = Add(client, now);
            lock (bucket)
                if (!bucket.IsDropped)
                    return new(bucket.Take(now, policy));
        }
    }

    private Bucket Add(string client, long now)
    {
        if (Count >= maxClients)
            MakeRoom(now);
        var bucket = new Bucket { FullAt = now };
        var held = _buckets.GetOrAdd(client, bucket);
        if (ReferenceEquals(held, bucket))
            Interlocked.Increment(ref _count);
        return held;
    }

    private void Sweep(long now)
    {
        lock (_sweeping)
        {
            if (time.GetElapsedTime(_sweptAt) < SweepPeriod)
                return;
            Volatile.Write(ref _sweptAt, time.GetTimestamp());
            Drop(_buckets, now);
        }
    }

    private void MakeRoom(long now)
    {
        lock (_sweeping)
        {
            if (Count < maxClients)
                return;
            Drop(_buckets, now);
            var excess = Count - (maxClients - Math.Max(1, maxClients / DroppedShare));
            if (Count >= maxClients)
                Drop(_buckets.ToArray().OrderBy(pair => pair.Value.FullAt).Take(excess), long.MaxValue);
        }
    }

    private void Drop(IEnumerable<KeyValuePair<string, Bucket>> candidates, long fullBy)
    {
        foreach (var pair in candidates)
            lock (pair.Value)
            {
                if (pair.Value.IsDropped || pair.Value.FullAt > fullBy)
                    continue;
                pair.Value.IsDropped = true;
                if (_buckets.TryRemove(pair))
                    Interlocked.Decrement(ref _count);
            }
    }

    /// <summary>Monotonic ticks: a wall clock that is set back must not lock clients out.</summary>
    private long Now() => time.GetElapsedTime(_origin).Ticks;

    private sealed class Bucket
    {
        public long FullAt { get; set; }

        public bool IsDropped { get; set; }

        public TokenBucketDecision Take(long now, TokenBucketPolicy policy)
        {
            var interval = policy.Interval.Ticks;
            var whole = interval * policy.Capacity;
            var missing = Math.Max(0, FullAt - now);
            var isAllowed = missing + interval <= whole;
            if (isAllowed)
                FullAt = now + (missing += interval);
            return new TokenBucketDecision(
                isAllowed,
                Math.Max(0, (whole - missing) / interval),
                isAllowed ? TimeSpan.Zero : new TimeSpan(missing + interval - whole),
                new TimeSpan(missing));
        }
    }
}
