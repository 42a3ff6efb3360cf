using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Lets a limited number of scripts execute at once, in the order in which they came. Waiting for a host call takes no place. Thread-safe.</summary>
internal sealed class ScriptGate(ScriptExecutionOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.MaxConcurrency, options.MaxConcurrency);
    private int _waiting;

    /// <summary>Places there are.</summary>
    public int Capacity => options.MaxConcurrency;

    /// <summary>Scripts that wait for a place.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Scripts that have a place.</summary>
    public int Executing => options.MaxConcurrency - _places.CurrentCount;

    /// <summary>Takes a place if one is free and nobody waits.</summary>
    public bool TryEnter() => Volatile.Read(ref _waiting) == 0 && _places.Wait(0);

    /// <summary>Takes a place, waiting for it if need be.</summary>
    /// <exception cref="RunFailedException">None became free in time (<see cref="RunErrorKind.Busy"/>).</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (TryEnter())
            return;
        Interlocked.Increment(ref _waiting);
        try
        {
            using var patience = new CancellationTokenSource(options.AcquireTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await _places.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Busy();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Takes a place on a thread that cannot do anything else meanwhile.</summary>
    public void Enter(CancellationToken cancellationToken) => _places.Wait(cancellationToken);

    /// <summary>Gives a place back.</summary>
    public void Exit() => _places.Release();

    public RunFailedException Busy() => new(new RunError(RunErrorKind.Busy, "All script slots are busy; try again shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(options.AcquireTimeout.TotalSeconds))),
    });

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
