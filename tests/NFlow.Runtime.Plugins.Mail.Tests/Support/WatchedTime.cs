using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>A clock the test moves, which tells when somebody began to wait.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _timers = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Signal(dueTime).TrySetResult();
        return timer;
    }

    /// <summary>Completes when somebody has begun to wait for exactly this long.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime) => Signal(dueTime).Task.WaitAsync(TimeSpan.FromSeconds(20));

    private TaskCompletionSource Signal(TimeSpan dueTime) => _timers.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
