namespace NFlow.Runtime.RateLimiting;

/// <summary>How many requests a client may make: a bucket that holds <see cref="Capacity"/> tokens and is refilled evenly, one token per <see cref="Interval"/>.</summary>
/// <param name="Limit">Tokens refilled per window.</param>
/// <param name="Window">The window.</param>
/// <param name="Burst">Tokens the bucket holds beyond <paramref name="Limit"/>.</param>
public sealed record TokenBucketPolicy(int Limit, TimeSpan Window, int Burst)
{
    /// <summary>Tokens a full bucket holds.</summary>
    public long Capacity => (long)Limit + Burst;

    /// <summary>Time in which one token is refilled, rounded up to a whole microsecond so that no backend ever admits more than another.</summary>
    public TimeSpan Interval => TimeSpan.FromMicroseconds((Window.Ticks + (Limit * TimeSpan.TicksPerMicrosecond) - 1) / (Limit * TimeSpan.TicksPerMicrosecond));
}
