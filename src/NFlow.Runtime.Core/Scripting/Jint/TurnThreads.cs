using System.Runtime.CompilerServices;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Threads whose stack is known to suffice for any script that the limits allow, and for unwinding it. Made on demand, kept for a while.
/// Thread-safe.
/// </summary>
/// <remarks>
/// How many scripts are under way is the gate's business. Here as many turns start as there are processors, in the order in which they came: more would
/// only take the processors from each other. A turn that goes on for longer than <see cref="Quantum"/>, or stands still in a host call, no longer
/// counts, so that nobody's endless loop keeps others waiting for longer than that.
/// </remarks>
internal sealed class TurnThreads : IDisposable
{
    /// <summary>Address space only: the system provides memory as the stack is touched.</summary>
    private const int StackBytes = 32 << 20;

    private const int MaxBlocked = 512;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private static readonly int Width = Environment.ProcessorCount;

    private static readonly TimeSpan Quantum = TimeSpan.FromMilliseconds(10);

    [ThreadStatic]
    private static Work? _current;

    private readonly Lock _lock = new();
    private readonly Stack<Worker> _idle = new();
    private readonly Queue<Work> _waiting = new();
    private readonly List<Work> _counted = [];
    private readonly Timer _clock;
    private bool _isClockRunning;
    private int _blocked;
    private int _lost;
    private bool _isDisposed;

    public TurnThreads() => _clock = new Timer(static threads => ((TurnThreads)threads!).LetOthersStart(), this, Timeout.Infinite, Timeout.Infinite);

    /// <summary>Threads whose turn overran its limits inside native code and could not be stopped.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Executes a turn on a thread of its own; completes when it has ended.</summary>
    public Task RunAsync(ITurn turn)
    {
        var work = new Work(turn);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _waiting.Enqueue(work);
            StartWaiting();
        }

        return work.Task;
    }

    /// <summary>Notes that the calling thread's turn stands still; false when too many do.</summary>
    public bool TryBlock()
    {
        if (Interlocked.Increment(ref _blocked) > MaxBlocked)
        {
            Interlocked.Decrement(ref _blocked);
            return false;
        }

        if (_current is { } work)
            lock (_lock)
            {
                _counted.Remove(work);
                StartWaiting();
            }

        return true;
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
            _clock.Dispose();
            while (_idle.TryPop(out var worker))
                worker.Give(null);
        }
    }

    /// <summary>Starts turns while there is room for them. Called with the lock held.</summary>
    private void StartWaiting()
    {
        while (TryCountNext() is { } work)
        {
            if (_idle.TryPop(out var worker))
                worker.Give(work);
            else
                new Worker(this).Start(work);
        }
    }

    private Work? TryCountNext()
    {
        if (_waiting.Count == 0)
            return null;
        if (_counted.Count == Width)
        {
            StartClock();
            return null;
        }

        var work = _waiting.Dequeue();
        work.StartedAt = Environment.TickCount64;
        _counted.Add(work);
        return work;
    }

    private void StartClock()
    {
        if (_isClockRunning || _isDisposed)
            return;
        _isClockRunning = true;
        _clock.Change(Quantum, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called by the clock while somebody waits: turns that have had their quantum no longer count.</summary>
    private void LetOthersStart()
    {
        var now = Environment.TickCount64;
        lock (_lock)
        {
            _isClockRunning = false;
            _counted.RemoveAll(work => now - work.StartedAt >= Quantum.TotalMilliseconds);
            StartWaiting();
        }
    }

    /// <summary>What a worker does after a piece of work: the next one, or null when there is none and it was put aside or must leave.</summary>
    private Work? Finish(Work work, Worker worker, out bool mustLeave)
    {
        lock (_lock)
        {
            _counted.Remove(work);
            var next = TryCountNext();
            mustLeave = next is null && _isDisposed;
            if (next is null && !mustLeave)
                _idle.Push(worker);
            return next;
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
        /// <summary>When it was started, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
        public long StartedAt { get; set; }

        public void Execute()
        {
            _current = this;
            turn.Execute();
            _current = null;
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
            if (owner.Finish(work, this, out var mustLeave) is { } next)
                Give(next);
            return !mustLeave;
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
