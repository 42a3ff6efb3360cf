using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Clustering;

/// <summary>The runs that are going on at all instances. Thread-safe.</summary>
public interface IClusterProcesses
{
    /// <summary>Lists the runs of all instances. When the bus is down, those of this instance, all others being silent.</summary>
    /// <param name="cancellationToken">Cancels the waiting for answers.</param>
    /// <returns>A snapshot.</returns>
    Task<ClusterProcessList> ListAsync(CancellationToken cancellationToken);

    /// <summary>Ends a run at once, wherever it is going on. It is answered as killed.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Cancels the waiting for answers, not the killing.</param>
    /// <returns>False when no instance that answered has such a run.</returns>
    /// <exception cref="StorageException">The run is not here, and the other instances cannot be reached.</exception>
    Task<bool> KillAsync(string runId, CancellationToken cancellationToken);
}
