namespace NFlow.Runtime.Server.Configuration;

/// <summary>The whole configuration, one property per table.</summary>
internal sealed record ServerSettings
{
    private static readonly string[] KnownPlugins = ["ai", "db", "http", "mail", "mustache"];

    public required DatabaseSettings Database { get; init; }

    public required VmPoolSettings VmPool { get; init; }

    /// <summary>Table <c>[env]</c>: what scripts see as <c>env</c>.</summary>
    public required IReadOnlyDictionary<string, string> ScriptEnvironment { get; init; }

    /// <summary><c>url_base</c> of table <c>[url]</c>.</summary>
    public required string UrlBase { get; init; }

    public required RedisSettings Redis { get; init; }

    /// <summary><c>url</c> of table <c>[pg_session]</c>: PostgreSQL for sessions; empty for Redis, if there is one, or the app's database. Secret.</summary>
    public required string SessionsUrl { get; init; }

    public required HttpSettings Http { get; init; }

    public required ScriptDatabaseSettings ScriptDatabase { get; init; }

    public required MailSettings Mail { get; init; }

    public required AiSettings Ai { get; init; }

    public required OtpSettings Otp { get; init; }

    /// <summary>Plugins to use; empty for all that are installed.</summary>
    public required IReadOnlyList<string> Plugins { get; init; }

    public required TrackerSettings Tracker { get; init; }

    public required DebugSettings Debug { get; init; }

    public required RecorderSettings Recorder { get; init; }

    public required MonitorSettings Monitor { get; init; }

    public required ProxySettings Proxy { get; init; }

    public required RateLimitSettings RateLimit { get; init; }

    public required SecuritySettings Security { get; init; }

    public required HttpsSettings Https { get; init; }

    /// <summary>Every key with the value in force. Holds secrets.</summary>
    public required IReadOnlyDictionary<string, object?> Effective { get; init; }

    /// <summary>Keys that are taken over while the server runs.</summary>
    public required IReadOnlySet<string> Live { get; init; }

    /// <summary>The file it was read from; null when there was none.</summary>
    public string? File { get; init; }

    /// <summary>Keys without effect.</summary>
    public required IReadOnlyList<ConfigurationProblem> Warnings { get; init; }

    /// <summary>Whether a plugin is to be used.</summary>
    public bool Uses(string plugin) => Plugins.Count == 0 || Plugins.Contains(plugin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies what concerns the runtime itself.</summary>
    public void ApplyTo(NFlowOptions options)
    {
        VmPool.ApplyTo(options);
        Security.Analysis.ApplyTo(options.Analysis);
        options.UrlBase = UrlBase;
        foreach (var (key, value) in ScriptEnvironment)
            options.ScriptEnvironment[key] = value;
    }

    /// <summary>Reads every table.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="isDevelopment">Whether this is a developer's machine, on which a little more is allowed.</param>
    /// <exception cref="InvalidConfigurationException">At least one value does not fit; all of them are named.</exception>
    public static ServerSettings Read(ConfigurationSource source, bool isDevelopment = false)
    {
        var settings = new ServerSettings
        {
            Database = DatabaseSettings.Read(source.Table("database_nflow")),
            VmPool = VmPoolSettings.Read(source.Table("vm_pool")),
            ScriptEnvironment = source.Table("env").Live.Free(),
            UrlBase = source.Table("url").Live.Text("url_base", ""),
            Redis = RedisSettings.Read(source.Table("redis")),
            SessionsUrl = ReadSessions(source.Table("pg_session")),
            Http = HttpSettings.Read(source.Table("http").Live),
            ScriptDatabase = ScriptDatabaseSettings.Read(source.Table("db")),
            Mail = MailSettings.Read(source.Table("mail").Live),
            Ai = AiSettings.Read(source.Table("ai").Live),
            Otp = OtpSettings.Read(source.Table("twilio").Live),
            Plugins = ReadPlugins(source.Table("plugin")),
            Tracker = TrackerSettings.Read(source.Table("tracker")),
            Debug = DebugSettings.Read(source.Table("debug"), isDevelopment),
            Recorder = RecorderSettings.Read(source.Table("recorder")),
            Monitor = MonitorSettings.Read(source.Table("monitor")),
            Proxy = ProxySettings.Read(source.Table("proxy")),
            RateLimit = RateLimitSettings.Read(source.Table("rate_limit")),
            Security = SecuritySettings.Read(source),
            Https = HttpsSettings.Read(source.Table("https_engine")),
            Effective = source.Effective,
            Live = source.Live,
            File = source.File,
            Warnings = [.. source.Warnings],
        };
        source.Table("rate_limit").Require("backend", settings is { RateLimit: { Enabled: false } or { Backend: "memory" } } or { Redis.IsConfigured: true }, "memory, unless redis.host says where Redis is");
        return source.Problems.Count == 0 ? settings : throw new InvalidConfigurationException(source.Problems);
    }

    private static string ReadSessions(ConfigurationTable table)
    {
        var url = table.Text("url", "");
        if (url.Length > 0)
            DatabaseSettings.RequireDatabase(table, "url", "postgres", url);
        return url;
    }

    private static IReadOnlyList<string> ReadPlugins(ConfigurationTable table)
    {
        var plugins = table.List("plugins", []);
        foreach (var plugin in plugins)
            if (!KnownPlugins.Contains(plugin, StringComparer.OrdinalIgnoreCase))
                table.Warn("plugins", $"has '{plugin}', which is no plugin of this version: there are {string.Join(", ", KnownPlugins)}.");
        return plugins;
    }
}
