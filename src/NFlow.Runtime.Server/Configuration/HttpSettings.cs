using NFlow.Runtime.Http;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[http]</c>: what scripts may ask of other servers.</summary>
internal sealed record HttpSettings(bool Enabled, TimeSpan Timeout, bool AllowPrivateNetworks, IReadOnlyList<string> AllowedHosts, int MaxResponseMegabytes)
{
    public static HttpSettings Read(ConfigurationTable table)
    {
        var settings = new HttpSettings(
            table.Boolean("enabled", true),
            TimeSpan.FromSeconds(table.Integer("timeout_seconds", 30, 1, 86_400)),
            table.Boolean("allow_private_networks", false),
            table.Words("allowed_hosts", ""),
            table.Integer("max_response_mb", 10, 1, 2_000));
        foreach (var host in settings.AllowedHosts)
            if (host.Contains('/', StringComparison.Ordinal))
                table.Warn("allowed_hosts", $"has '{host}', which no host is called: expected names such as api.example.org or *.example.org.");
        return settings;
    }

    public void ApplyTo(ScriptHttpOptions options)
    {
        options.Enabled = Enabled;
        options.Timeout = Timeout;
        options.AllowPrivateNetworks = AllowPrivateNetworks;
        foreach (var host in AllowedHosts)
            options.AllowedHosts.Add(host);
        options.MaxResponseBytes = MaxResponseMegabytes << 20;
    }
}
