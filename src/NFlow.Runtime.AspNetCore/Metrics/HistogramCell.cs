namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Counts durations, in seconds, by bucket. Thread-safe.</summary>
internal sealed class HistogramCell
{
    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    /// <summary>Upper bounds of the buckets but the last, which has none.</summary>
    public static double[] Bounds { get; } = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    public double Sum => Volatile.Read(ref _sum);

    public void Record(double seconds)
    {
        var bucket = 0;
        while (bucket < Bounds.Length && seconds > Bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _counts[bucket]);

        var seen = Volatile.Read(ref _sum);
        while (Interlocked.CompareExchange(ref _sum, seen + seconds, seen) is var current && current != seen)
            seen = current;
    }

    /// <summary>Counts by bucket, each with those below it; the last one is the count of all.</summary>
    public long[] Cumulate()
    {
        var cumulated = new long[_counts.Length];
        var total = 0L;
        for (var i = 0; i < _counts.Length; i++)
            cumulated[i] = total += Interlocked.Read(ref _counts[i]);
        return cumulated;
    }
}
