using NFlow.Runtime.Plugins.Db;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[db]</c>: a database for scripts.</summary>
internal sealed record ScriptDatabaseSettings(bool Enabled, string Driver, string Dsn, int MaxRows, TimeSpan Timeout)
{
    public static ScriptDatabaseSettings Read(ConfigurationTable table)
    {
        var settings = new ScriptDatabaseSettings(
            table.Boolean("enabled", false),
            table.Choice("driver", "", "", "sqlite", "sqlite3", "postgres", "postgresql"),
            table.Text("dsn", ""),
            table.Live.Integer("max_rows", 10_000, 1),
            TimeSpan.FromSeconds(table.Live.Integer("timeout_seconds", 30, 1, 86_400)));
        table.Require("driver", !settings.Enabled || settings.Driver.Length > 0, "sqlite or postgres, because db is enabled: scripts get a database only when one is named for them");
        table.Require("dsn", !settings.Enabled || settings.Dsn.Length > 0, "the name of a database, because db is enabled");
        return settings;
    }

    public void ApplyTo(DbOptions options) =>
        (options.Enabled, options.Driver, options.ConnectionString, options.MaxRows, options.Timeout) = (Enabled, Driver, Dsn, MaxRows, Timeout);
}
