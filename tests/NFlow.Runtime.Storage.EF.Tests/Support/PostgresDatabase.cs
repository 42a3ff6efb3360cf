using System.Data.Common;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A schema of its own in the PostgreSQL database that <c>NFLOW_TEST_POSTGRES</c> names; without it the test is skipped.</summary>
internal sealed class PostgresDatabase : TestDatabase
{
    private readonly string _schema = $"t{Guid.NewGuid():N}";

    public PostgresDatabase()
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(TestServices.RequirePostgres()) { SearchPath = _schema, MaxPoolSize = 20 }.ConnectionString;
        Run($"CREATE SCHEMA {_schema}");
    }

    public string ConnectionString { get; }

    public override void Configure(NFlowStorageOptions options) => options.UsePostgres(ConnectionString);

    public override DbConnection Connect() => new NpgsqlConnection(ConnectionString + ";Pooling=False");

    public override ValueTask DisposeAsync()
    {
        Run($"DROP SCHEMA {_schema} CASCADE");
        return default;
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
