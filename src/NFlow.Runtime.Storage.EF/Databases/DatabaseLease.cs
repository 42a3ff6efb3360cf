using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>A context and its open connection, for one operation. Not thread-safe.</summary>
internal sealed class DatabaseLease(NFlowDbContext context, Dialect dialect) : IAsyncDisposable
{
    private DbTransaction? _transaction;

    public NFlowDbContext Context => context;

    public Dialect Dialect => dialect;

    public DbConnection Connection { get; } = context.Database.GetDbConnection();

    public DbCommand CreateCommand(string sql, params ReadOnlySpan<object?> values) =>
        Connection.CreateCommand(_transaction, sql, values);

    /// <summary>From here on all reads of this lease see one state.</summary>
    public async Task BeginSnapshotAsync(CancellationToken cancellationToken) =>
        await JoinAsync(await dialect.BeginSnapshotAsync(Connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>From here on all writes of this lease happen together, at <see cref="CommitAsync"/>.</summary>
    public async Task BeginWriteAsync(CancellationToken cancellationToken) =>
        await JoinAsync(await dialect.BeginWriteAsync(Connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction!.CommitAsync(cancellationToken);

    public async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        var command = CreateCommand(sql, values);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tables and views an unqualified name can reach.</summary>
    public async Task<HashSet<string>> ListTablesAsync(CancellationToken cancellationToken)
    {
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var command = CreateCommand(dialect.ListTablesSql);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    tables.Add(reader.GetString(0));
        }

        return tables;
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync().ConfigureAwait(false);
        await context.DisposeAsync().ConfigureAwait(false);
    }

    private async Task JoinAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        _transaction = transaction;
        await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
    }
}
