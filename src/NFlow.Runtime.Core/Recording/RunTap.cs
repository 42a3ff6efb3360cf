using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>
/// Stands between the scripts of one run and everything they cannot compute themselves: host calls, clock and chance.
/// One tap writes down what comes through, another plays it back. Used by one run; calls that the script started may end on any thread.
/// </summary>
internal abstract class RunTap
{
    /// <summary>The time a script sees.</summary>
    public abstract DateTimeOffset Now(TimeProvider time);

    /// <summary>A number as <c>Math.random()</c> gives it.</summary>
    public abstract double Random();

    /// <summary>A new id.</summary>
    public abstract Guid NewGuid();

    /// <summary>A value that comes from outside the run.</summary>
    public abstract HostValue Read(HostGlobal global, RunContext run);

    /// <summary>A call of a synchronous function that reaches outside the run.</summary>
    public abstract HostValue Call(HostFunction function, HostCall call);

    /// <summary>A call of an asynchronous or blocking function that reaches outside the run.</summary>
    public abstract ValueTask<HostValue> CallAsync(HostFunction function, HostCall call, CancellationToken cancellationToken);

    /// <summary>Called when the run's script can do nothing before one of its calls has ended.</summary>
    public virtual void AwaitCall()
    {
    }
}
