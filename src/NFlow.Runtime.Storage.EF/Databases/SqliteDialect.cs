using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    /// <summary>The driver pools native handles, and what was set on one stays set.</summary>
    private static readonly ConditionalWeakTable<object, object> ConfiguredHandles = [];

    private SqliteDialect()
    {
    }

    public override bool IsPostgres => false;

    public override string ListTablesSql => "SELECT name FROM sqlite_master WHERE type IN ('table','view')";

    public override string LockFreeRowsSql => "";

    public override string JsonListSql => "SELECT value FROM json_each($1)";

    /// <summary>
    /// SQLite's own busy handler waits in steps of milliseconds; the driver's retry loop alone would sleep 150 ms at a time.
    /// </summary>
    public override Task ConfigureAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ConfiguredHandles.TryGetValue(((SqliteConnection)connection).Handle!, out _) ? Task.CompletedTask : ConfigureNewAsync((SqliteConnection)connection, cancellationToken);

    private static async Task ConfigureNewAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            var milliseconds = connection.DefaultTimeout * 1000L;
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={milliseconds};PRAGMA synchronous=NORMAL;");
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        ConfiguredHandles.AddOrUpdate(connection.Handle!, connection.DataSource);
    }

    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    /// <summary>
    /// Without a write-ahead log, readers and the writer shut each other out. SQLite's waiting is a lottery in which a busy writer starves readers until
    /// their time is up; a queue is not.
    /// </summary>
    public override async ValueTask<TurnTaking> TurnsAtAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = "PRAGMA journal_mode";
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is "wal" ? TurnTaking.Writers : TurnTaking.Everyone;
        }
    }

    public override bool IsFile(DbConnection connection) => !SqliteAddress.IsMemory(new SqliteConnectionStringBuilder(connection.ConnectionString));

    public override string Locate(DbConnection connection) =>
        SqliteAddress.Describe(new SqliteConnectionStringBuilder(connection.ConnectionString));
}
