using NFlow.Runtime.Plugins.Db;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[db]</c>: a database for scripts.</summary>
internal sealed record ScriptDatabaseSettings(bool Enabled, string Driver, string Dsn, int MaxRows, TimeSpan Timeout)
{
    public static ScriptDatabaseSettings Read(ConfigurationTable table) => new(
        table.Boolean("enabled", false),
        table.Choice("driver", "", "", "sqlite", "sqlite3", "postgres", "postgresql"),
        table.Text("dsn", ""),
        table.Live.Integer("max_rows", 10_000, 1),
        TimeSpan.FromSeconds(table.Live.Integer("timeout_seconds", 30, 1, 86_400)));

    public void ApplyTo(DbOptions options) =>
        (options.Enabled, options.Driver, options.ConnectionString, options.MaxRows, options.Timeout) = (Enabled, Driver, Dsn, MaxRows, Timeout);
}
