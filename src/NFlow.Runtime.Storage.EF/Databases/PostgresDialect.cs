using System.Data;
using System.Data.Common;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed class PostgresDialect : Dialect
{
    public static readonly PostgresDialect Instance = new();

    private PostgresDialect()
    {
    }

    public override bool IsPostgres => true;

    public override string ListTablesSql =>
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = ANY(current_schemas(false))";

    public override string LockFreeRowsSql => " FOR UPDATE SKIP LOCKED";

    public override string JsonListSql => "SELECT jsonb_array_elements_text($1::jsonb)";

    public override Task ConfigureAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    public override ValueTask<TurnTaking> TurnsAtAsync(DbConnection connection, CancellationToken cancellationToken) => new(TurnTaking.None);

    public override bool IsFile(DbConnection connection) => false;

    public override string Locate(DbConnection connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        return $"PostgreSQL at {settings.Host}:{settings.Port}/{settings.Database ?? settings.Username} as user '{settings.Username}'";
    }
}
