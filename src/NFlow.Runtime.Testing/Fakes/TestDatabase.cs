using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.Testing;

/// <summary>Gives the scripts of a test a database in memory.</summary>
public static class TestDatabase
{
    /// <summary>Gives scripts <c>db.query</c> and the like on a SQLite database in memory, which lives as long as the host.</summary>
    /// <param name="builder">The builder that <see cref="WorkflowTestHost"/> hands out.</param>
    /// <param name="sql">Statements that create and fill the tables.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="SqliteException">The statements are wrong.</exception>
    public static INFlowBuilder AddTestDatabase(this INFlowBuilder builder, string sql)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var address = $"Data Source=nflow-test-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        // The database lives as long as one connection is open.
        var keeper = new SqliteConnection(address);
        keeper.Open();
        using var command = keeper.CreateCommand();
#pragma warning disable CA2100 // The test's own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        builder.Services.AddSingleton(_ => new DatabaseKeeper(keeper));
        return builder.AddScriptDb(options => (options.Enabled, options.Driver, options.ConnectionString) = (true, "sqlite", address));
    }
}
