using System.Data.Common;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Statements that take effect together or not at all; in one round trip where the driver can. Not thread-safe.</summary>
internal sealed class WriteBatch
{
    private readonly List<(string Sql, object?[] Values)> _statements = [];

    public void Add(string sql, params object?[] values) => _statements.Add((sql, values));

    public async Task<bool> ExecuteAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        await (lease.Connection.CanCreateBatch ? ExecuteBatchAsync(lease, cancellationToken) : ExecuteEachAsync(lease, cancellationToken)).ConfigureAwait(false);
        return true;
    }

    /// <summary>PostgreSQL runs a batch as one transaction of its own.</summary>
    private async Task ExecuteBatchAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var batch = lease.Connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (var (sql, values) in _statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                foreach (var value in values.AsSpan(0, SqlText.CountUsed(sql, values.Length)))
                {
                    var parameter = command.CreateParameter();
                    parameter.Value = value ?? DBNull.Value;
                    command.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A statement that repeats is prepared once.</summary>
    private async Task ExecuteEachAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        await lease.BeginWriteAsync(cancellationToken).ConfigureAwait(false);
        var prepared = new Dictionary<string, DbCommand>(StringComparer.Ordinal);
        try
        {
            foreach (var (sql, values) in _statements)
            {
                if (!prepared.TryGetValue(sql, out var command))
                    prepared[sql] = command = lease.CreateCommand(sql, values);
                else
                    for (var i = 0; i < command.Parameters.Count; i++)
                        command.Parameters[i].Value = values[i] ?? DBNull.Value;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await lease.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var command in prepared.Values)
                await command.DisposeAsync().ConfigureAwait(false);
        }
    }
}
