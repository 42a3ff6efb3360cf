using NFlow.Runtime.AspNetCore.RateLimiting;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[rate_limit]</c>.</summary>
internal sealed record RateLimitSettings(
    bool Enabled, int Limit, TimeSpan Window, int Burst, string Backend, bool AllowWhenBackendFails, bool SendRetryAfter, string Message, IReadOnlyList<string> ExcludedAddresses, IReadOnlyList<string> ExcludedPaths)
{
    private const int MaxCount = 1_000_000;
    private const int MaxBurstDays = 3650;

    public static RateLimitSettings Read(ConfigurationTable table)
    {
        // Accepted for existing files: idle buckets are dropped as soon as they are full again.
        _ = table.Integer("cleanup_interval", 10, 0);
        var settings = new RateLimitSettings(
            table.Boolean("enabled", false),
            table.Live.Integer("ip_rate_limit", 100, 1, MaxCount),
            TimeSpan.FromMinutes(table.Live.Integer("ip_window_minutes", 1, 1, 525_600)),
            table.Live.Integer("ip_burst_size", 10, 0, MaxCount),
            table.Choice("backend", "memory", "memory", "redis"),
            table.Live.Boolean("allow_when_backend_fails", true),
            table.Live.Boolean("retry_after_header", true),
            table.Live.Text("error_message", "Rate limit exceeded. Please try again later."),
            table.Live.Addresses("excluded_ips"),
            table.Live.Words("excluded_paths", "/health,/metrics"));
        table.Require("ip_burst_size", settings.Window.TotalDays * ((double)settings.Burst / settings.Limit) <= MaxBurstDays, "no more than what is refilled within ten years");
        table.Require("excluded_paths", settings.ExcludedPaths.All(path => path.StartsWith('/')), "paths that start with a slash, separated by commas");
        table.Require("error_message", settings.Message.Length > 0, "a text for the client");
        return settings;
    }

    public void ApplyTo(RateLimitOptions options)
    {
        (options.Limit, options.Window, options.Burst, options.Backend) = (Limit, Window, Burst, Backend);
        (options.AllowWhenBackendFails, options.SendRetryAfter, options.Message) = (AllowWhenBackendFails, SendRetryAfter, Message);
        foreach (var address in ExcludedAddresses)
            options.ExcludedAddresses.Add(address);
        options.ExcludedPaths.Clear();
        foreach (var path in ExcludedPaths)
            options.ExcludedPaths.Add(path);
    }
}
