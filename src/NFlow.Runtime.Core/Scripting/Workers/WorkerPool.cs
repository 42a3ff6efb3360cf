using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>The worker processes: started on demand, given to one run at a time in the order in which the runs came, replaced when they end. Thread-safe.</summary>
internal sealed partial class WorkerPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<WorkerProcess> _idle = new();
    private readonly LinkedList<TaskCompletionSource<WorkerProcess>> _waiting = new();
    private readonly HashSet<WorkerProcess> _all = [];
    private readonly ScriptExecutionOptions _execution;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<string> _command;
    private readonly byte[] _hello;
    private readonly WorkerWatchdog _watchdog;
    private readonly CancellationTokenSource _stopping = new();
    private int _starting;
    private int _leased;
    private int _wanted;
    private bool _isUnconfinedToldOf;

    public WorkerPool(HostSurface surface, NFlowOptions options, TimeProvider time, ILogger logger)
    {
        _execution = options.Scripts;
        Options = options.Scripts.Workers;
        Limits = options.Limits;
        _time = time;
        _logger = logger;
        _command = WorkerCommand.Find(Options, out var problem) ?? throw new WorkerStartException(problem);
        _hello = WorkerHello.Describe(surface, options.Limits, options.Analysis).ToJson();
        _watchdog = new WorkerWatchdog(this, time);
        lock (_lock)
            for (var i = Math.Min(Math.Min(_execution.Preload, Capacity), Environment.ProcessorCount); i > 0; i--)
                StartOne();
    }

    public ScriptWorkerOptions Options { get; }

    public ScriptLimits Limits { get; }

    /// <summary>Runs that can have a worker at the same time.</summary>
    public int Capacity => Options.MaxProcesses;

    /// <summary>Runs that have one.</summary>
    public int Leased => Volatile.Read(ref _leased);

    /// <summary>Runs that wait for one.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Processes that are ready or serve a run.</summary>
    public int Alive
    {
        get
        {
            lock (_lock)
                return _all.Count;
        }
    }

    /// <summary>Why the last process that was to be started is not there; null when it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Processes that have ended, by reason.</summary>
    public ConcurrentDictionary<string, long> Endings { get; } = new(StringComparer.Ordinal);

    /// <summary>The processes that are ready, a copy.</summary>
    public WorkerProcess[] List()
    {
        lock (_lock)
            return [.. _all];
    }

    /// <summary>Gives a worker to a run, waiting for one if need be.</summary>
    /// <exception cref="RunFailedException">None became free in time (<see cref="RunErrorKind.Busy"/>), or the host is stopping.</exception>
    public async ValueTask<WorkerProcess> AcquireAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<WorkerProcess> place;
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                throw new RunFailedException(WorkerDeath.Stopping.Error);
            if (TryTakeIdle() is { } worker)
                return worker;
            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(place);
            if (_all.Count + _starting < Capacity && _starting < _waiting.Count)
                StartOne();
        }

        try
        {
            return await WaitAsync(place.Task, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Withdraw(place);
            throw;
        }
    }

    /// <summary>Takes a worker back from a run that has ended.</summary>
    public void Return(WorkerProcess worker)
    {
        worker.Release();
        lock (_lock)
        {
            _leased--;
            if (worker.Death is null && worker.Runs < Options.RecycleAfterRuns && !_stopping.IsCancellationRequested)
            {
                Offer(worker);
                return;
            }
        }

        worker.End(WorkerDeath.Retired);
    }

    /// <summary>Forgets a process that has ended, and starts another in its place.</summary>
    public void Remove(WorkerProcess worker)
    {
        lock (_lock)
        {
            if (!_all.Remove(worker))
                return;
            if (!_stopping.IsCancellationRequested && _all.Count + _starting < Math.Min(Capacity, Math.Max(_wanted, _waiting.Count)))
                StartOne();
        }

        var reason = worker.Death!.Reason;
        Endings.AddOrUpdate(reason, 1, static (_, count) => count + 1);
        LogEnded(_logger, worker.Id, reason, worker.Runs);
    }

    /// <summary>Ends every process and waits until they are gone.</summary>
    public void Dispose()
    {
        _watchdog.Dispose();
        WorkerProcess[] all;
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                return;
            // What waits for the token must not go on under the lock.
            _ = _stopping.CancelAsync();
            all = [.. _all];
            foreach (var place in _waiting)
                place.TrySetException(new RunFailedException(WorkerDeath.Stopping.Error));
        }

        foreach (var worker in all)
            worker.End(WorkerDeath.Stopping);
        foreach (var worker in all)
            worker.WaitForExit();
        // Whatever is being started is ended by who starts it, when it finds the pool stopped.
        while (Volatile.Read(ref _starting) > 0 && SpinWait.SpinUntil(() => Volatile.Read(ref _starting) == 0, Options.StartTimeout))
        {
        }
    }

    /// <summary>Waits as long as runs may wait for their turn; while a process is starting that could be the run's, as long as that may take.</summary>
    private async ValueTask<WorkerProcess> WaitAsync(Task<WorkerProcess> place, CancellationToken cancellationToken)
    {
        try
        {
            return await place.WaitAsync(_execution.AcquireTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (Volatile.Read(ref _starting) == 0)
        {
            throw Busy();
        }
        catch (TimeoutException)
        {
            try
            {
                return await place.WaitAsync(Options.StartTimeout, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw Busy();
            }
        }
    }

    /// <summary>Leaves the queue; a worker that came at the last moment goes to the next in line.</summary>
    private void Withdraw(TaskCompletionSource<WorkerProcess> place)
    {
        lock (_lock)
        {
            if (_waiting.Remove(place) || !place.Task.IsCompletedSuccessfully)
                return;
        }

        Return(place.Task.Result);
    }

    private RunFailedException Busy() => new(new RunError(RunErrorKind.Busy, "All script slots are busy; try again shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(_execution.AcquireTimeout.TotalSeconds))),
    });

    private WorkerProcess? TryTakeIdle()
    {
        while (_idle.TryPop(out var worker))
        {
            if (worker.Death is not null)
                continue;
            _leased++;
            return worker;
        }

        return null;
    }

    /// <summary>Gives a free worker to the first in line, or keeps it.</summary>
    private void Offer(WorkerProcess worker)
    {
        while (_waiting.First is { Value: var place })
        {
            _waiting.RemoveFirst();
            if (!place.TrySetResult(worker))
                continue;
            _leased++;
            return;
        }

        _idle.Push(worker);
    }

    private void StartOne()
    {
        _starting++;
        _wanted = Math.Max(_wanted, _all.Count + _starting);
        _ = Task.Run(StartOneAsync);
    }

    private async Task StartOneAsync()
    {
        try
        {
            var worker = await WorkerProcess.StartAsync(this, WorkerCommand.Prepare(_command, Options.MaxMemoryBytes), _hello, Options.StartTimeout, _time, _stopping.Token).ConfigureAwait(false);
            lock (_lock)
            {
                _starting--;
                if (!_stopping.IsCancellationRequested && worker.Death is null)
                {
                    Problem = null;
                    _all.Add(worker);
                    Offer(worker);
                    if (!worker.IsConfined && !_isUnconfinedToldOf)
                        LogUnconfined(_logger);
                    _isUnconfinedToldOf |= !worker.IsConfined;
                    return;
                }
            }

            worker.End(WorkerDeath.Stopping);
            worker.WaitForExit();
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
                _starting--;
        }
        catch (WorkerStartException exception)
        {
            LogNotStarted(_logger, exception, string.Join(' ', _command), exception.Message);
            lock (_lock)
            {
                Problem = exception.Message;
                _starting--;
                // Runs go on waiting for the workers there are, or are about to be; with none, there is nothing to wait for.
                if (_all.Count + _starting > 0)
                    return;
                foreach (var place in _waiting)
                    place.TrySetException(new RunFailedException(Busy().Error with { Detail = exception.Message, Exception = exception }));
                _waiting.Clear();
            }
        }
    }

    [LoggerMessage(1431, LogLevel.Debug, "Worker process {Id} has ended after {Runs} runs: {Reason}.", EventName = "WorkerEnded")]
    private static partial void LogEnded(ILogger logger, int id, string reason, int runs);

    [LoggerMessage(1435, LogLevel.Warning, "The kernel cannot keep worker processes from files and connections (no Landlock); run the server in a container, or as a user, that cannot reach what scripts must not.", EventName = "WorkersNotConfined")]
    private static partial void LogUnconfined(ILogger logger);

    [LoggerMessage(1432, LogLevel.Error, "No worker process for scripts was started by '{Command}': {Problem} Requests are answered with 503 while there is none. What is started belongs to the package NFlow.Runtime.Worker, beside the application, or is what Scripts.Workers.Command names.", EventName = "WorkerNotStarted")]
    private static partial void LogNotStarted(ILogger logger, Exception exception, string command, string problem);
}
