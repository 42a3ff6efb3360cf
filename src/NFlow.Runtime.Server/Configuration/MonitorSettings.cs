namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[monitor]</c>.</summary>
/// <param name="Enabled">Whether health and metrics are served.</param>
/// <param name="HealthPath">Path of the health report.</param>
/// <param name="MetricsPath">Path of the metrics.</param>
/// <param name="Detailed">Whether metrics are also given by flow and node type.</param>
/// <param name="MetricsPort">A port of their own for the metrics; null for the server's.</param>
internal sealed record MonitorSettings(bool Enabled, string HealthPath, string MetricsPath, bool Detailed, int? MetricsPort)
{
    public static MonitorSettings Read(ConfigurationTable table) => new(
        table.Boolean("enabled", true),
        table.Path("health_check_path", "/health"),
        table.Path("metrics_path", "/metrics"),
        table.Boolean("enable_detailed_metrics", false),
        table.Port("metrics_port"));
}
