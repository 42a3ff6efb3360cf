namespace NFlow.Runtime.AspNetCore;

/// <summary>How one <c>MapNFlow</c> call serves its paths.</summary>
public sealed class NFlowMapOptions
{
    /// <summary>
    /// Whether apps see the path below the mapped prefix only: with <c>MapNFlow("/api/*")</c> a starter's pattern <c>/users</c> then serves <c>/api/users</c>.
    /// </summary>
    /// <value>False: patterns see the whole path, <c>/api/users</c>.</value>
    public bool StripPrefix { get; set; }
}
