using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Lets a limited number of scripts execute at once, in the order in which they came. Waiting for a host call takes no place. Thread-safe.</summary>
/// <remarks>
/// One number says it all: places that are free or, below zero, scripts that wait for one. Who finds a place takes it by counting down, without any lock; who finds
/// none waits for a signal. G1: whoever gives a place back while somebody waits signals, exactly once; the place is then already the waiter's.
/// G2: who gives up waiting either takes its number back or, when the place was given to it meanwhile, takes the signal and gives the place on.
/// </remarks>
internal sealed class ScriptGate(ScriptExecutionOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _signals = new(0);
    private int _free = options.MaxConcurrency;

    /// <summary>Places there are.</summary>
    public int Capacity => options.MaxConcurrency;

    /// <summary>Scripts that wait for a place.</summary>
    public int Waiting => Math.Max(0, -Volatile.Read(ref _free));

    /// <summary>Scripts that have a place.</summary>
    public int Executing => options.MaxConcurrency - Math.Max(0, Volatile.Read(ref _free));

    /// <summary>Takes a place if one is free.</summary>
    public bool TryEnter()
    {
        for (var free = Volatile.Read(ref _free); free > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _free, free - 1, free);
            if (seen == free)
                return true;
            free = seen;
        }

        return false;
    }

    /// <summary>Takes a place, waiting for it if need be.</summary>
    /// <exception cref="RunFailedException">None became free in time (<see cref="RunErrorKind.Busy"/>).</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _free) >= 0)
            return;
        try
        {
            using var patience = new CancellationTokenSource(options.AcquireTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await _signals.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GiveUp();
            if (!cancellationToken.IsCancellationRequested)
                throw Busy();
            throw;
        }
    }

    /// <summary>Takes a place on a thread that cannot do anything else meanwhile.</summary>
    public void Enter()
    {
        if (Interlocked.Decrement(ref _free) < 0)
            _signals.Wait();
    }

    /// <summary>Gives a place back.</summary>
    public void Exit()
    {
        if (Interlocked.Increment(ref _free) <= 0)
            _signals.Release();
    }

    public RunFailedException Busy() => new(new RunError(RunErrorKind.Busy, "All script slots are busy; try again shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(options.AcquireTimeout.TotalSeconds))),
    });

    /// <inheritdoc/>
    public void Dispose() => _signals.Dispose();

    private void GiveUp()
    {
        for (var free = Volatile.Read(ref _free); free < 0;)
        {
            var seen = Interlocked.CompareExchange(ref _free, free + 1, free);
            if (seen == free)
                return;
            free = seen;
        }

        // Nobody waits by that number any more: the place is this script's, and its signal given or just about to be.
        _signals.Wait();
        Exit();
    }
}
