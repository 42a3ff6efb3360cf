namespace NFlow.Runtime.Clustering;

/// <summary>The runs that are going on at all instances, as far as those answered.</summary>
/// <param name="Processes">The runs, oldest first.</param>
/// <param name="SilentInstances">Instances that count as alive but did not answer in time.</param>
public sealed record ClusterProcessList(IReadOnlyList<ClusterProcess> Processes, IReadOnlyList<string> SilentInstances);
