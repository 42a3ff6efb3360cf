namespace NFlow.Runtime.Clustering;

/// <summary>Tells all instances that the app was saved. Thread-safe.</summary>
/// <remarks>
/// Only a shortcut: every instance asks the store for its version once per <see cref="NFlowOptions.AppFreshness"/>, so an app saved by others,
/// the designer for one, is served by all after that time at the latest.
/// </remarks>
public interface IClusterApps
{
    /// <summary>Makes the next request at every instance ask the store. An instance that cannot be reached notices the new version by itself.</summary>
    /// <param name="cancellationToken">Cancels the telling; this instance has been told by then.</param>
    /// <returns>A task.</returns>
    ValueTask InvalidateAsync(CancellationToken cancellationToken);
}
