namespace NFlow.Runtime.Clustering;

/// <summary>The instances that serve one installation together, as this one sees them. Thread-safe.</summary>
public interface ICluster
{
    /// <summary>This instance's id: its name and what makes it unique.</summary>
    string InstanceId { get; }

    /// <summary>The other instances that are alive, by id. Empty when there is no bus to hear them on.</summary>
    IReadOnlyList<ClusterMember> Others { get; }
}
