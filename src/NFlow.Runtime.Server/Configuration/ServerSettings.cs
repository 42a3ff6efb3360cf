namespace NFlow.Runtime.Server.Configuration;

/// <summary>The whole configuration, one property per table.</summary>
internal sealed record ServerSettings
{
    public required DatabaseSettings Database { get; init; }

    public required VmPoolSettings VmPool { get; init; }

    /// <summary>Table <c>[env]</c>: what scripts see as <c>env</c>.</summary>
    public required IReadOnlyDictionary<string, string> ScriptEnvironment { get; init; }

    /// <summary><c>url_base</c> of table <c>[url]</c>.</summary>
    public required string UrlBase { get; init; }

    /// <summary>Keys without effect.</summary>
    public required IReadOnlyList<ConfigurationProblem> Warnings { get; init; }

    /// <summary>Reads every table.</summary>
    /// <exception cref="InvalidConfigurationException">At least one value does not fit; all of them are named.</exception>
    public static ServerSettings Read(ConfigurationSource source)
    {
        var database = DatabaseSettings.Read(source.Table("database_nflow"));
        var vmPool = VmPoolSettings.Read(source.Table("vm_pool"));
        var environment = source.Table("env").Free();
        var urlBase = source.Table("url").Text("url_base", "");
        if (source.Problems.Count > 0)
            throw new InvalidConfigurationException(source.Problems);

        return new()
        {
            Database = database,
            VmPool = vmPool,
            ScriptEnvironment = environment,
            UrlBase = urlBase,
            Warnings = [.. source.Unused],
        };
    }
}
