using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Tracking;

/// <summary>Bounds what writing takes from requests: so many entries a second, whoever writes them. Thread-safe.</summary>
/// <remarks>Processor time is what is meant, and grows with the payload, so an entry counts once for every kibibyte that is begun. What was left of the last second may be used up in this one.</remarks>
internal sealed class TrackerPace(IOptions<TrackerOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Credit = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _usedUntil;

    /// <summary>What an entry with a payload of this length counts for.</summary>
    public static long Weigh(int payloadLength) => 1 + (payloadLength / 1024);

    /// <summary>Notes that entries were written.</summary>
    /// <returns>How long their writer must pause; zero or less when it need not.</returns>
    public TimeSpan Spend(long weight)
    {
        var perSecond = (double)options.Value.MaxRate * Environment.ProcessorCount;
        if (perSecond == 0)
            return TimeSpan.Zero;
        var now = time.GetElapsedTime(_started);
        lock (_lock)
        {
            if (_usedUntil < now - Credit)
                _usedUntil = now - Credit;
            _usedUntil += TimeSpan.FromSeconds(weight / perSecond);
            return _usedUntil - now;
        }
    }
}
