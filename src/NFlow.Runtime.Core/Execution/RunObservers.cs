using Microsoft.Extensions.Logging;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Execution;

/// <summary>All observers as one; an observer that throws is logged and the others go on.</summary>
internal sealed partial class RunObservers(IEnumerable<IRunObserver> observers, ILogger<RunObservers> logger) : IRunObserver
{
    private readonly IRunObserver[] _observers = [.. observers];

    public bool Any => _observers.Length > 0;

    public bool IsWatching
    {
        get
        {
            foreach (var observer in _observers)
                if (observer.IsWatching)
                    return true;
            return false;
        }
    }

    public void RunStarted(RunContext run) => Tell(run, static (observer, run, _) => observer.RunStarted(run), 0);

    public void NodeStarted(RunContext run, NodeDefinition node) => Tell(run, static (observer, run, node) => observer.NodeStarted(run, node), node);

    public void NodeCompleted(RunContext run, NodeReport report) => Tell(run, static (observer, run, report) => observer.NodeCompleted(run, report), report);

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration) =>
        Tell(run, static (observer, run, end) => observer.RunEnded(run, end.outcome, end.duration), (outcome, duration));

    private void Tell<T>(RunContext run, Action<IRunObserver, RunContext, T> tell, T what)
    {
        foreach (var observer in _observers)
        {
            try
            {
                tell(observer, run, what);
            }
#pragma warning disable CA1031 // Watching must not change what is watched.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ObserverFailed(logger, exception, observer.GetType().Name, run.RunId);
            }
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "Observer {Observer} failed while watching run {RunId}; the run goes on.", EventName = "ObserverFailed")]
    private static partial void ObserverFailed(ILogger logger, Exception exception, string observer, string runId);
}
