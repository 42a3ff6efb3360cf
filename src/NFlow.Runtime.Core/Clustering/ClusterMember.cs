namespace NFlow.Runtime.Clustering;

/// <summary>Another instance of the installation. A snapshot.</summary>
/// <param name="InstanceId">Its id, unique to the process.</param>
/// <param name="LastSeenAt">When it was last heard of, by this instance's clock.</param>
public sealed record ClusterMember(string InstanceId, DateTimeOffset LastSeenAt);
