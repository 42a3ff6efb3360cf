using NFlow.Runtime.Scripting;

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

    /// <summary>Results are kept with the compiled script, by content; the two keys about a cache change nothing.</summary>
    public void ApplyTo(ScriptAnalysisOptions options)
    {
        options.Enabled = Enabled;
        options.BlockOnHighSeverity = BlockOnHighSeverity;
        options.LogFindings = LogWarnings;
        foreach (var pattern in AllowedPatterns)
            options.AllowedPatterns.Add(pattern);
    }
}
