using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>When a component counts as degraded, and how often components are asked.</summary>
public sealed class NFlowHealthOptions
{
    /// <summary>How long an answer is used before the components are asked again, so that frequent checks cost the database nothing.</summary>
    /// <value>1 second.</value>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one component may take to answer.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs at the same time from which the process counts as overloaded.</summary>
    /// <value>5,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxProcesses { get; set; } = 5_000;

    /// <summary>Share of the memory available to the process (the container's limit, if it has one) from which memory counts as scarce, in percent.</summary>
    /// <value>90.</value>
    [Range(1, 100)]
    public int MaxMemoryPercent { get; set; } = 90;
}
