using System.Diagnostics;
using System.Runtime.CompilerServices;
using Jint;
using Jint.Constraints;
using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// What a run's scripts have used, summed over turns, threads and nodes, and the constraint that stops them. Sticky: once a limit is
/// passed, every later statement of the run fails too, so that catching the error gains the script nothing.
/// </summary>
/// <remarks>
/// Jint asks it after every <see cref="StatementsPerCheck"/> statements, which keeps its tight loops fast. Statements between two
/// checks are covered by bounds on what one of them can do: capped native functions, a limit on call depth, and memory charged per
/// statement wherever a script can join strings to strings. Throwing a JavaScript error first and the statement limit afterwards is
/// deliberate: unwinding by the former costs little stack, catching the latter is impossible.
/// </remarks>
internal sealed class ScriptBudget : Constraint
{
    private const int StatementsPerCheck = 64;

    /// <summary>Stack that scripts may use below the point where their turn began.</summary>
    private const int MaxStackBytes = 768 * 1024;

    private Engine _engine = null!;
    private MaxStatementsConstraint _killSwitch = null!;
    private ScriptLimits _limits = null!;
    private long _maxTicks;
    private long _operations;
    private long _allocated;
    private long _ticks;
    private long _turnAllocated;
    private long _turnStarted;
    private nint _stackBase;
    private bool _isActive;
    private volatile bool _isStopping;

    /// <inheritdoc/>
    public override bool IsAmortizable => true;

    /// <summary>The limit that was passed; null while none was.</summary>
    public LimitExcess? Excess { get; private set; }

    /// <summary>Whether the run was told to stop from outside.</summary>
    public bool IsStopping => _isStopping;

    public long Operations => _operations;

    public long AllocatedBytes => _allocated + (_isActive ? GC.GetAllocatedBytesForCurrentThread() - _turnAllocated : 0);

    public TimeSpan ScriptTime => Stopwatch.GetElapsedTime(0, _ticks + (_isActive ? Stopwatch.GetTimestamp() - _turnStarted : 0));

    /// <summary>Begins a run's account.</summary>
    public void Attach(Engine engine, ScriptLimits limits)
    {
        _operations = _allocated = _ticks = 0;
        _engine = engine;
        _limits = limits;
        _maxTicks = (long)(limits.ExecutionTime.TotalSeconds * Stopwatch.Frequency);
        _killSwitch = engine.Constraints.Find<MaxStatementsConstraint>()!;
    }

    /// <summary>Starts to charge the current thread.</summary>
    public void BeginTurn()
    {
        _stackBase = StackPointer();
        ResumeTurn();
    }

    /// <summary>Goes on charging the current thread, in the middle of a turn.</summary>
    public void ResumeTurn()
    {
        _turnAllocated = GC.GetAllocatedBytesForCurrentThread();
        _turnStarted = Stopwatch.GetTimestamp();
        _isActive = true;
    }

    /// <summary>Ends charging the current thread.</summary>
    public void EndTurn()
    {
        if (!_isActive)
            return;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - _turnAllocated;
        _ticks += Stopwatch.GetTimestamp() - _turnStarted;
        _isActive = false;
    }

    /// <summary>Stops the script at its next statement. May be called from any thread.</summary>
    public void Stop()
    {
        _isStopping = true;
        _killSwitch.MaxStatements = 1;
    }

    /// <summary>Charges work that is about to be done for the script, and looks at every limit.</summary>
    public void ChargeOperations(long operations)
    {
        if (!_isActive)
            return;
        if (Excess is { } excess)
            Fail(excess.Name);
        if (_isStopping)
            Fail("stopped");
        _operations += operations;
        if (_operations > _limits.MaxOperations)
            Trip(LimitNames.Operations, _limits.MaxOperations, _operations);
        if (_stackBase - StackPointer() > MaxStackBytes)
            Trip(LimitNames.Stack, MaxStackBytes, _stackBase - StackPointer());
        if (GC.GetAllocatedBytesForCurrentThread() - _turnAllocated + _allocated > _limits.MaxMemoryBytes)
            Trip(LimitNames.Memory, _limits.MaxMemoryBytes, AllocatedBytes);
        if (Stopwatch.GetTimestamp() - _turnStarted + _ticks > _maxTicks)
            Trip(LimitNames.Time, (long)_limits.ExecutionTime.TotalMilliseconds, (long)ScriptTime.TotalMilliseconds);
    }

    /// <summary>Refuses an allocation that would pass the limit, before it is made.</summary>
    public void EnsureMemory(long bytes)
    {
        if (AllocatedBytes + bytes > _limits.MaxMemoryBytes)
            Trip(LimitNames.Memory, _limits.MaxMemoryBytes, AllocatedBytes + bytes);
    }

    /// <summary>Notes a limit that something other than this constraint enforced.</summary>
    public void Note(string limit, long value, long used)
    {
        Excess ??= new LimitExcess(limit, value, used);
        _killSwitch.MaxStatements = 1;
    }

    /// <inheritdoc/>
    public override void Check() => ChargeOperations(StatementsPerCheck);

    /// <summary>Called by Jint at every entry; a budget that spans a run refunds nothing.</summary>
    public override void Reset()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint StackPointer()
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
    }

    private void Trip(string limit, long value, long used)
    {
        Note(limit, value, used);
        Fail(limit);
    }

    private void Fail(string reason) => throw new JavaScriptException(_engine.Intrinsics.Error, $"Script limit exceeded: {reason}");
}
