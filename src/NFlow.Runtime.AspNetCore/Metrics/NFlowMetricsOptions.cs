namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Settings of the metrics endpoint.</summary>
public sealed class NFlowMetricsOptions
{
    /// <summary>Whether runs are also counted by flow and outcome, nodes by type and outcome, and caches by name. More series, and a little work per node.</summary>
    /// <value>False.</value>
    public bool Detailed { get; set; }
}
