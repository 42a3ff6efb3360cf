using Microsoft.Extensions.Logging;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Sessions;

/// <summary>Removes expired sessions from the store every ten minutes, once this process has written one. Instances that share a store may all do it.</summary>
internal sealed partial class SessionUpkeep(ISessionStore store, TimeProvider time, ILogger<SessionUpkeep> logger) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _timer;
    private int _isRunning;

    /// <summary>Starts the timer, if it does not run.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _timer) is not null)
            return;
        lock (_lock)
        {
            if (_timer is not null || _stopping.IsCancellationRequested)
                return;
            using var suppressed = ExecutionContext.SuppressFlow();
            _timer = time.CreateTimer(static state => _ = ((SessionUpkeep)state!).RemoveExpiredAsync(), this, Period, Period);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stopping.Cancel();
            _timer?.Dispose();
        }
    }

    private async Task RemoveExpiredAsync()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
            return;
        try
        {
            var removed = await store.DeleteExpiredAsync(_stopping.Token).ConfigureAwait(false);
            if (removed > 0)
                ExpiredRemoved(logger, removed);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; the next one removes them.
        }
#pragma warning disable CA1031 // Expired sessions are invisible anyway; their rows wait for the next time.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RemovalFailed(logger, exception, exception.Message);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    [LoggerMessage(1701, LogLevel.Information, "{Count} expired sessions were removed.", EventName = "SessionsExpired")]
    private static partial void ExpiredRemoved(ILogger logger, int count);

    [LoggerMessage(1702, LogLevel.Warning, "Expired sessions could not be removed; tried again in ten minutes: {Reason}", EventName = "SessionRemovalFailed")]
    private static partial void RemovalFailed(ILogger logger, Exception exception, string reason);
}
