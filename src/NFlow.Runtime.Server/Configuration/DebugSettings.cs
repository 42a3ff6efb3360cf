using NFlow.Runtime.AspNetCore.Debugging;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[debug]</c>.</summary>
internal sealed record DebugSettings(bool Enabled, string AuthToken, IReadOnlyList<string> AllowedIps, bool AllowWithoutToken)
{
    /// <param name="table">The table.</param>
    /// <param name="isDevelopment">Whether this is a developer's machine, where the endpoints need no token.</param>
    public static DebugSettings Read(ConfigurationTable table, bool isDevelopment)
    {
        // Accepted for existing files: dotnet-trace and dotnet-counters do what pprof did.
        _ = table.Boolean("enable_pprof", false);
        var settings = new DebugSettings(table.Boolean("enabled", false), table.Live.Text("auth_token", ""), table.Live.Addresses("allowed_ips"), table.Boolean("allow_without_token", false));
        table.Require("auth_token", !settings.Enabled || settings.AuthToken.Length > 0 || settings.AllowWithoutToken || isDevelopment,
            "at least one character while enabled: anybody could read the app and end runs; to go without one all the same, set allow_without_token");
        return settings;
    }

    public void ApplyTo(NFlowDebugOptions options)
    {
        (options.Token, options.AllowWithoutToken) = (AuthToken, AllowWithoutToken);
        foreach (var address in AllowedIps)
            options.AllowedIps.Add(address);
    }
}
