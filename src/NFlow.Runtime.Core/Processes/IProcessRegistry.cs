namespace NFlow.Runtime.Processes;

/// <summary>The runs that are going on in this process. Thread-safe.</summary>
public interface IProcessRegistry
{
    /// <summary>How many runs are going on.</summary>
    int Count { get; }

    /// <summary>How many runs have been started since the process started.</summary>
    long Total { get; }

    /// <summary>Lists the runs, oldest first.</summary>
    /// <returns>A snapshot.</returns>
    IReadOnlyList<ProcessInfo> List();

    /// <summary>Finds a run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>A snapshot, or null when no such run is going on.</returns>
    ProcessInfo? Find(string runId);

    /// <summary>Ends a run at once, a running script included. It is answered as killed.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>False when no such run is going on.</returns>
    bool Kill(string runId);
}
