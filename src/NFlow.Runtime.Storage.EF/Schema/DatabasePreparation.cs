using System.Globalization;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Stock;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>
/// Creates an empty database whole, and adds to an existing one only the tables of our own. The designer's tables are ours to migrate
/// only where we created them. All of it is one transaction under a lock, so that servers starting together do not meet and a crash leaves nothing behind.
/// </summary>
/// <param name="options">How the database is used.</param>
/// <param name="designerAppName">Name of the sample app of an empty database; null where the designer's tables have no business, in a database of sessions.</param>
/// <param name="logger">Told what was done.</param>
/// <remarks>
/// EF's own <c>Migrate()</c> is not used: its lock on SQLite is a table, which would stay in the designer's database and, after a crash, stay locked.
/// </remarks>
internal sealed partial class DatabasePreparation(NFlowStorageOptions options, string? designerAppName, ILogger<DatabasePreparation> logger) : IDatabasePreparation
{
    /// <summary>Key of the advisory lock: "nflow" in ASCII.</summary>
    private const long LockKey = 0x6E666C6F77;

    public async Task PrepareAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        if (options.WriteAheadLog && lease.Dialect.IsFile(lease.Connection)
            && !IsTheDesigners(await lease.ListTablesAsync(cancellationToken).ConfigureAwait(false)))
            await UseWriteAheadLogAsync(lease, cancellationToken).ConfigureAwait(false);

        await lease.BeginWriteAsync(cancellationToken).ConfigureAwait(false);
        if (lease.Dialect.IsPostgres)
            await lease.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"), [], cancellationToken).ConfigureAwait(false);

        var present = await lease.ListTablesAsync(cancellationToken).ConfigureAwait(false);
        var created = designerAppName is not null && await PrepareDesignerTablesAsync(lease, present, designerAppName, cancellationToken).ConfigureAwait(false);
        await MigrateAsync(lease, present, SchemaGroup.RuntimeOn(lease.Dialect), cancellationToken).ConfigureAwait(false);
        await lease.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (created)
            LogCreated(lease.Dialect.Locate(lease.Connection));
    }

    /// <summary>Whether the designer made the database: then its journal mode, which is kept in the file, is the designer's too.</summary>
    private static bool IsTheDesigners(HashSet<string> present) =>
        !present.Contains(SchemaHistory.Designer) && DesignerModel.Tables.Any(present.Contains);

    /// <returns>Whether there were none and they have been created.</returns>
    private async Task<bool> PrepareDesignerTablesAsync(DatabaseLease lease, HashSet<string> present, string appName, CancellationToken cancellationToken)
    {
        var missing = DesignerModel.Tables.Where(table => !present.Contains(table)).ToList();
        var isEmpty = missing.Count == DesignerModel.Tables.Length;
        if (isEmpty || present.Contains(SchemaHistory.Designer))
            await MigrateAsync(lease, present, SchemaGroup.DesignerOn(lease.Dialect), cancellationToken).ConfigureAwait(false);
        else if (missing.Count > 0)
            LogMissingTables(lease.Dialect.Locate(lease.Connection), string.Join(", ", missing));
        if (isEmpty)
            await StockContent.AddAsync(lease, options.CreateSampleApp ? appName : null, cancellationToken).ConfigureAwait(false);
        return isEmpty;
    }

    private async Task UseWriteAheadLogAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var command = lease.CreateCommand("PRAGMA journal_mode=WAL");
        await using (command.ConfigureAwait(false))
        {
            var mode = ColumnValue.AsText(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false));
            if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
                LogNoWriteAheadLog(lease.Dialect.Locate(lease.Connection), mode ?? "");
        }
    }

    private static async Task MigrateAsync(DatabaseLease lease, HashSet<string> present, SchemaGroup group, CancellationToken cancellationToken)
    {
        var applied = present.Contains(group.HistoryTable) ? await LastAppliedAsync(lease, group.HistoryTable, cancellationToken).ConfigureAwait(false) : null;
        if (string.CompareOrdinal(applied, group.NewestMigration) > 0)
            throw new StorageException($"{lease.Dialect.Locate(lease.Connection)} has been prepared by a newer version of this runtime (table {group.HistoryTable} names {applied}; this version knows {group.NewestMigration}). Run the newer version, or go back to a backup from before it.");
        if (applied != group.NewestMigration)
            await lease.ExecuteAsync(group.ScriptFrom(applied, lease.Connection), [], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> LastAppliedAsync(DatabaseLease lease, string historyTable, CancellationToken cancellationToken)
    {
        var command = lease.CreateCommand($"SELECT max(\"MigrationId\") FROM {historyTable}");
        await using (command.ConfigureAwait(false))
            return ColumnValue.AsText(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false));
    }

    [LoggerMessage(EventId = 3001, EventName = "DatabaseCreated", Level = LogLevel.Information, Message = "{Database} was empty; created the designer's tables, stock modules, templates and queries.")]
    private partial void LogCreated(string database);

    [LoggerMessage(EventId = 3002, EventName = "TablesMissing", Level = LogLevel.Warning, Message = "{Database} has tables of the designer but not {Tables}. It is left as it is; what needs them fails unless table queries names others.")]
    private partial void LogMissingTables(string database, string tables);

    [LoggerMessage(EventId = 3003, EventName = "NoWriteAheadLog", Level = LogLevel.Warning, Message = "{Database} stays in journal mode {Mode}: readers and the writer will wait for each other.")]
    private partial void LogNoWriteAheadLog(string database, string mode);
}
