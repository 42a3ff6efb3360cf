using System.Diagnostics;
using System.Text;
using NFlow.Runtime.Scripting.Workers.Child;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>
/// One worker process and the thread that listens to it. The thread is also the one on which host functions are called, so that a
/// worker that calls much holds up nobody but itself.
/// </summary>
/// <remarks>Invariant: whatever the process sends is checked before it is used, and the first thing that is not allowed is the last that is read.</remarks>
internal sealed class WorkerProcess
{
    /// <summary>Address space only. Host functions called from within host functions go a little deeper than usual.</summary>
    private const int StackBytes = 16 << 20;

    private const int MaxLastWords = 4_096;

    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly FrameStream _frames;
    private readonly WorkerPool _pool;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _lastWords = new();
    private readonly HashSet<int> _sources = [];
    private readonly HashSet<int> _flows = [];
    private readonly Func<FrameKind, int> _maxLength;
    private volatile WorkerScope? _scope;
    private WorkerDeath? _death;
    private Task _lastWordsRead = Task.CompletedTask;
    private int _thread;

    private WorkerProcess(WorkerPool pool, Process process)
    {
        (_pool, _process) = (pool, process);
        _frames = new FrameStream(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        _maxLength = MaxLength;
    }

    /// <summary>Its number to the operating system.</summary>
    public int Id { get; private init; }

    /// <summary>Whether the kernel keeps it from files, connections and other processes. Its own word, from before it heard of any script.</summary>
    public bool IsConfined { get; private set; }

    /// <summary>Runs it has served, with the one it serves.</summary>
    public int Runs { get; private set; }

    /// <summary>Why it ended; null while it lives.</summary>
    public WorkerDeath? Death => Volatile.Read(ref _death);

    /// <summary>The run that has it.</summary>
    public WorkerScope? Scope => _scope;

    /// <summary>Whether the caller is the thread that listens: it must listen itself to whatever it waits for.</summary>
    public bool IsListening => Environment.CurrentManagedThreadId == _thread;

    /// <summary>Since when a write has been going on, in milliseconds; 0 when none is.</summary>
    public long MillisecondsWriting => _frames.WritingSince is var since and not 0 ? Environment.TickCount64 - since : 0;

    /// <summary>Processor time it has used; zero when it is gone.</summary>
    public TimeSpan ReadProcessorTime()
    {
        try
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <exception cref="WorkerStartException">It did not become ready.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process is gone.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerPool pool, ProcessStartInfo start, byte[] hello, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        WorkerProcess worker;
        try
        {
            var process = Process.Start(start)!;
            worker = new WorkerProcess(pool, process) { Id = process.Id };
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            throw new WorkerStartException($"{exception.Message.TrimEnd('.')}.", exception);
        }

        worker.Listen(hello);
        try
        {
            await worker._ready.Task.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
            return worker;
        }
        catch (Exception exception)
        {
            // It need not be a worker at all, and may have started others.
            worker.End(WorkerDeath.Retired, withDescendants: true);
            worker.WaitForExit();
            if (exception is OperationCanceledException)
                throw;
            throw new WorkerStartException(exception is TimeoutException ? $"it was not ready within {timeout} (Scripts.Workers.StartTimeout)." : $"it ended before it was ready ({exception.Message.TrimEnd(':', ' ')}).", exception);
        }
    }

    /// <summary>Gives the worker to a run, until <see cref="Release"/>.</summary>
    public void Lease(WorkerScope scope)
    {
        Runs++;
        _scope = scope;
    }

    public void Release() => _scope = null;

    /// <summary>Sends a frame. Nothing is thrown when the worker is gone: its run learns of it from its death.</summary>
    public void Send(FrameWriter frame)
    {
        try
        {
            _frames.Write(frame);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The listening thread sees the same end, and tells why.
        }
    }

    /// <summary>Tells the worker a script by number, unless it knows it.</summary>
    public void Introduce(WorkerScript script)
    {
        if (!_sources.Add(script.Id))
            return;
        using var frame = new FrameWriter(FrameKind.Source);
        frame.Int(script.Id).Text(script.Name).Flag(script.Function is not null);
        if (script.Function is { } function)
            frame.Text(function);
        Send(frame.Text(script.Text));
    }

    /// <summary>Tells the worker the scripts of a flow, unless it knows them.</summary>
    public void Introduce(WorkerFlow flow)
    {
        if (!_flows.Add(flow.Id))
            return;
        using var frame = new FrameWriter(FrameKind.Flow);
        Send(frame.Int(flow.Id).Bytes(flow.Document).Text(flow.DefaultScript));
    }

    /// <summary>Listens on the caller's own thread, the listening one, until something has come.</summary>
    /// <exception cref="WorkerGoneException">The worker ended meanwhile.</exception>
    public void ListenUntil(Func<bool> hasCome)
    {
        while (!hasCome())
        {
            if (Death is not null || !ListenOnce())
                throw new WorkerGoneException();
        }
    }

    /// <summary>Ends the process at once. The first reason counts.</summary>
    public void End(WorkerDeath death, bool withDescendants = false)
    {
        Interlocked.CompareExchange(ref _death, death, null);
        try
        {
            _process.Kill(withDescendants);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or AggregateException)
        {
            // It is ending.
        }
    }

    /// <summary>Waits until the process is gone.</summary>
    public void WaitForExit()
    {
        try
        {
            _process.WaitForExit(ExitPatience);
        }
        catch (InvalidOperationException)
        {
            // The listening thread has buried it already.
        }
    }

    /// <summary>Bytes of memory it holds.</summary>
    public long ReadMemory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    private void Listen(byte[] hello)
    {
        new Thread(() => ListenToTheEnd(hello), StackBytes) { IsBackground = true, Name = $"nflow worker {Id}" }.Start();
        _lastWordsRead = KeepLastWordsAsync();
    }

    private void ListenToTheEnd(byte[] hello)
    {
        _thread = Environment.CurrentManagedThreadId;
        Greet(hello);
        try
        {
            while (ListenOnce())
            {
            }
        }
        catch (WorkerProtocolException exception)
        {
            End(WorkerDeath.BrokeProtocol(exception.Message));
        }
        catch (WorkerGoneException)
        {
            // It ended in the middle of a host call.
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Its end of a pipe is gone, and so is it.
        }

        Bury();
    }

    /// <summary>Says what a worker must know first. Longer than a pipe holds: it takes until the process reads it, or is ended because it does not.</summary>
    private void Greet(byte[] hello)
    {
        using var frame = new FrameWriter(FrameKind.Hello, hello.Length + FrameWriter.HeaderLength);
        hello.CopyTo(frame.GetSpan(hello.Length));
        frame.Advance(hello.Length);
        Send(frame);
    }

    private bool ListenOnce()
    {
        if (_frames.Read(_maxLength, out var kind) is not { } fields)
            return false;
        if (kind == FrameKind.Ready)
        {
            var frame = new FrameReader(fields);
            if (frame.Int() != WorkerHello.CurrentVersion)
                throw new WorkerProtocolException("The worker is of another version than the server; deploy both from one build.");
            IsConfined = frame.Flag();
            frame.End();
            _ready.TrySetResult();
            return true;
        }

        (_scope ?? throw new WorkerProtocolException($"A worker without a run sent a frame of kind {kind}.")).Handle(kind, fields);
        return true;
    }

    /// <summary>What may come now, and how long it may be.</summary>
    private int MaxLength(FrameKind kind) =>
        !_ready.Task.IsCompleted ? kind == FrameKind.Ready ? sizeof(int) + 1 : -1
        : kind == FrameKind.Log ? sizeof(int) + 1 + LineLogger<object>.MaxLength * sizeof(char)
        : _scope?.MaxLength(kind) ?? -1;

    private void Bury()
    {
        // A process that closed its pipes without ending has no business going on.
        End(_process.WaitForExit(ExitPatience) ? Crashed() : WorkerDeath.BrokeProtocol("The worker closed its pipes."));
        _ready.TrySetException(new WorkerStartException(Death!.Error.Detail ?? Death.Error.Message));
        _scope?.Fail(Death);
        _pool.Remove(this);
        _process.Dispose();
    }

    private WorkerDeath Crashed()
    {
        _lastWordsRead.Wait(ExitPatience);
        lock (_lastWords)
            return WorkerDeath.Crashed(_process.ExitCode, _lastWords.ToString(), _pool.Options.MaxMemoryBytes, _pool.Limits.MaxRecursionDepth);
    }

    /// <summary>Reads what a dying runtime says, so that its pipe does not fill; keeps the beginning.</summary>
    private async Task KeepLastWordsAsync()
    {
        var buffer = new char[1_024];
        try
        {
            while (await _process.StandardError.ReadAsync(buffer).ConfigureAwait(false) is var count and > 0)
                lock (_lastWords)
                    _lastWords.Append(buffer, 0, Math.Min(count, MaxLastWords - _lastWords.Length));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }
    }
}
