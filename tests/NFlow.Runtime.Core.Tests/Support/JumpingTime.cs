namespace NFlow.Runtime.Tests.Support;

/// <summary>A clock whose date can be set while its timers and timestamps run on, as those of a machine do.</summary>
internal sealed class JumpingTime(TimeProvider steady) : TimeProvider
{
    /// <summary>How far the date is off.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + Offset;

    public override long GetTimestamp() => steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => steady.CreateTimer(callback, state, dueTime, period);
}
