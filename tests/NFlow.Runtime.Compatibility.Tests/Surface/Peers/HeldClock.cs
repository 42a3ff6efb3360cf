using Microsoft.Extensions.Time.Testing;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>A clock that the test moves; a wait of <see cref="Long"/> tells that it began and that it was given up.</summary>
internal sealed class HeldClock(Hold hold) : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    /// <summary>The wait that is watched.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMilliseconds(999_999_999);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Long)
            return timer;
        hold.Reach();
        return new Watched(timer, hold);
    }

    private sealed class Watched(ITimer inner, Hold hold) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            inner.Dispose();
            hold.Release();
        }

        public ValueTask DisposeAsync()
        {
            hold.Release();
            return inner.DisposeAsync();
        }
    }
}
