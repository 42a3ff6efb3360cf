namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[database_nflow]</c>.</summary>
/// <param name="Driver"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Dsn">A path, a connection string or a URL. May hold a password.</param>
/// <param name="QueriesSql">SQL that reads table <c>queries</c>.</param>
internal sealed record DatabaseSettings(string Driver, string Dsn, string QueriesSql)
{
    public static DatabaseSettings Read(ConfigurationTable table) => new(
        table.Choice("driver", "sqlite", "sqlite", "sqlite3", "postgres", "postgresql"),
        table.Text("dsn", "nflow.db"),
        table.Text("query", "SELECT name,query FROM queries"));
}
