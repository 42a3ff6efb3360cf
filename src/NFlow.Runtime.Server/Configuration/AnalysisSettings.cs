namespace NFlow.Runtime.Server.Configuration;

/// <summary>The keys of table <c>[security]</c> about static analysis of scripts.</summary>
internal sealed record AnalysisSettings(bool Enabled, bool BlockOnHighSeverity, bool LogWarnings, bool CacheResults, TimeSpan CacheLifetime, IReadOnlyList<string> AllowedPatterns)
{
    public static AnalysisSettings Read(ConfigurationTable table) => new(
        table.Boolean("enable_static_analysis", false),
        table.Boolean("block_on_high_severity", true),
        table.Boolean("log_security_warnings", true),
        table.Boolean("cache_analysis_results", true),
        TimeSpan.FromMinutes(table.Integer("cache_ttl_minutes", 5, 0, 525_600)),
        table.List("allowed_patterns", []));
}
