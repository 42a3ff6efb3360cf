using NFlow.Runtime.Storage.EF;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[database_nflow]</c>.</summary>
/// <param name="Driver"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Dsn">A path, a connection string or a URL. May hold a password.</param>
/// <param name="QueriesSql">SQL that reads table <c>queries</c>.</param>
internal sealed record DatabaseSettings(string Driver, string Dsn, string QueriesSql)
{
    public static DatabaseSettings Read(ConfigurationTable table)
    {
        var settings = new DatabaseSettings(
            table.Choice("driver", "sqlite", "sqlite", "sqlite3", "postgres", "postgresql"),
            table.Text("dsn", "nflow.db"),
            table.Text("query", "SELECT name,query FROM queries"));
        RequireDatabase(table, "dsn", settings.Driver, settings.Dsn);
        return settings;
    }

    /// <summary>Refuses what no database can be called.</summary>
    public static void RequireDatabase(ConfigurationTable table, string key, string driver, string dsn) => table.Require(
        key,
        NFlowStorageOptions.CanRead(driver, dsn),
        driver.StartsWith("sqlite", StringComparison.Ordinal)
            ? "a path such as nflow.db, or a connection string such as Data Source=nflow.db"
            : "host=db user=app password=… dbname=nflow, or postgres://app:…@db:5432/nflow, or Host=db;Username=app;Password=…;Database=nflow");
}
