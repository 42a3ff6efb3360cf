using NFlow.Runtime.Processes;

namespace NFlow.Runtime.Clustering;

/// <summary>A run and the instance it is going on at.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Process">The run.</param>
public sealed record ClusterProcess(string InstanceId, ProcessInfo Process);
