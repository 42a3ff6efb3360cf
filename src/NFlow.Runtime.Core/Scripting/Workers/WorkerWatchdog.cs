namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Looks at every worker that has a run, several times a second, and has those ended that are beyond what an honest one does.</summary>
internal sealed class WorkerWatchdog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly WorkerPool _pool;
    private readonly ITimer _timer;
    private int _isLooking;

    public WorkerWatchdog(WorkerPool pool, TimeProvider time)
    {
        _pool = pool;
        _timer = time.CreateTimer(static state => ((WorkerWatchdog)state!).Look(), this, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
            return;
        try
        {
            foreach (var worker in _pool.List())
            {
                try
                {
                    if (worker.Death is null && worker.Scope?.FindExcess(worker) is { } death)
                        worker.End(death);
                }
                catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or IOException)
                {
                    // It ended while it was looked at.
                }
            }
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }
}
