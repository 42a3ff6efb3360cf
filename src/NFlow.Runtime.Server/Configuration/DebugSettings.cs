using NFlow.Runtime.AspNetCore.Debugging;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[debug]</c>.</summary>
internal sealed record DebugSettings(bool Enabled, string AuthToken, IReadOnlyList<string> AllowedIps, bool AllowWithoutToken)
{
    public static DebugSettings Read(ConfigurationTable table)
    {
        // Accepted for existing files: dotnet-trace and dotnet-counters do what pprof did.
        _ = table.Boolean("enable_pprof", false);
        return new(table.Boolean("enabled", false), table.Live.Text("auth_token", ""), table.Live.Addresses("allowed_ips"), table.Boolean("allow_without_token", false));
    }

    public void ApplyTo(NFlowDebugOptions options)
    {
        (options.Token, options.AllowWithoutToken) = (AuthToken, AllowWithoutToken);
        foreach (var address in AllowedIps)
            options.AllowedIps.Add(address);
    }
}
