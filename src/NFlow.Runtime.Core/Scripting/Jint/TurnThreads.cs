using System.Runtime.CompilerServices;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Threads whose stack is known to suffice for any script that the limits allow, and for unwinding it. Made on demand, kept for a while.
/// Thread-safe.
/// </summary>
/// <remarks>How many run at once is the gate's business; here is only a bound on how many may stand still in blocking host calls.</remarks>
internal sealed class TurnThreads : IDisposable
{
    /// <summary>Address space only: the system provides memory as the stack is touched.</summary>
    private const int StackBytes = 32 << 20;

    private const int MaxBlocked = 512;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Stack<Worker> _idle = new();
    private int _blocked;
    private int _lost;
    private bool _isDisposed;

    /// <summary>Threads whose turn overran its limits inside native code and could not be stopped.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Executes a turn on a thread of its own; completes when it has ended.</summary>
    public Task RunAsync(ITurn turn)
    {
        var work = new Work(turn);
        Worker? worker;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_idle.TryPop(out worker))
                worker = null;
        }

        if (worker is null)
            new Worker(this).Start(work);
        else
            worker.Give(work);
        return work.Task;
    }

    /// <summary>Notes that a turn stands still; false when too many do.</summary>
    public bool TryBlock()
    {
        if (Interlocked.Increment(ref _blocked) <= MaxBlocked)
            return true;
        Interlocked.Decrement(ref _blocked);
        return false;
    }

    public void Unblock() => Interlocked.Decrement(ref _blocked);

    /// <summary>Notes a turn that could not be stopped, until it ends after all.</summary>
    public void NoteLost(Task turn, Action returned)
    {
        Interlocked.Increment(ref _lost);
        _ = turn.ContinueWith(
            _ =>
            {
                Interlocked.Decrement(ref _lost);
                returned();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var worker))
                worker.Give(null);
        }
    }

    private bool Park(Worker worker)
    {
        lock (_lock)
        {
            if (_isDisposed)
                return false;
            _idle.Push(worker);
            return true;
        }
    }

    /// <summary>A worker that waited in vain leaves, unless somebody has just taken it.</summary>
    private bool TryLeave(Worker worker)
    {
        lock (_lock)
        {
            if (!_idle.Contains(worker))
                return false;
            var others = _idle.Where(other => other != worker).Reverse().ToArray();
            _idle.Clear();
            foreach (var other in others)
                _idle.Push(other);
            return true;
        }
    }

    private sealed class Work(ITurn turn) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public void Execute()
        {
            turn.Execute();
            SetResult();
        }
    }

    private sealed class Worker(TurnThreads owner)
    {
        private readonly object _signal = new();
        private Work? _work;
        private bool _isGiven;

        public void Start(Work work)
        {
            Give(work);
            new Thread(Run, StackBytes) { IsBackground = true, Name = "nflow script" }.UnsafeStart();
        }

        /// <summary>Gives the next piece of work, or null to end the thread.</summary>
        public void Give(Work? work)
        {
            lock (_signal)
            {
                _work = work;
                _isGiven = true;
                Monitor.Pulse(_signal);
            }
        }

        private void Run()
        {
            while (RunNext())
            {
            }
        }

        /// <summary>In a frame of its own, so that nothing on a parked thread's stack keeps the world of its last run alive.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool RunNext()
        {
            if (!TryTake(out var work) || work is null)
                return false;
            work.Execute();
            return owner.Park(this);
        }

        /// <summary>False when the worker waited in vain and has left.</summary>
        private bool TryTake(out Work? work)
        {
            while (true)
            {
                lock (_signal)
                {
                    if (_isGiven || Monitor.Wait(_signal, IdleTime) || _isGiven)
                    {
                        if (!_isGiven)
                            continue;
                        work = _work;
                        _work = null;
                        _isGiven = false;
                        return true;
                    }
                }

                if (owner.TryLeave(this))
                {
                    work = null;
                    return false;
                }
            }
        }
    }
}
