using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>
/// Watches runs: tracing, metrics, the tracker, tests. Registered in dependency injection as singletons, called on the run's own thread.
/// </summary>
/// <remarks>Implementations must be thread-safe and quick, and must not throw: an exception is logged and the run goes on. Forks are runs of their own.</remarks>
public interface IRunObserver
{
    /// <summary>Whether anything would come of watching a run that starts now; asked once per run. When no observer says yes, the run is not watched at all.</summary>
    bool IsWatching => true;

    /// <summary>A run is about to enter its first node.</summary>
    /// <param name="run">The run.</param>
    void RunStarted(RunContext run)
    {
    }

    /// <summary>A node is about to be executed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The node.</param>
    void NodeStarted(RunContext run, NodeDefinition node)
    {
    }

    /// <summary>A node has been executed, has failed or was cancelled.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">What became of it.</param>
    void NodeCompleted(RunContext run, NodeReport report)
    {
    }

    /// <summary>A run has ended and its session is written.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="duration">How long it took.</param>
    void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
    }
}
