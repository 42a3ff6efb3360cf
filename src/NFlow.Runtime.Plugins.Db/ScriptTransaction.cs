using System.Data.Common;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>An open transaction of a script. Its statements run one after the other, whether the script awaits them or not.</summary>
internal sealed class ScriptTransaction(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _hasFailed;

    /// <summary>Does something in the transaction when nothing else does.</summary>
    public async Task<T> UseAsync<T>(Func<DbConnection, DbTransaction, Task<T>> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await use(connection, transaction).ConfigureAwait(false);
        }
        catch (DbException)
        {
            _hasFailed = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Commits or rolls back, once earlier statements have ended, and closes the connection.</summary>
    public async Task EndAsync(bool commit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (commit && _hasFailed)
                await ProbeAsync(cancellationToken).ConfigureAwait(false);
            if (commit)
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            else
                await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Rolls back by closing the connection, once the statement that is still running has been given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is DbException or InvalidOperationException)
        {
            // The connection is broken: the server has rolled back by itself.
        }
    }

    /// <summary>PostgreSQL answers the commit of a transaction in which a statement failed by rolling back without an error; any other statement says so.</summary>
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var probe = connection.CreateCommand();
        await using (probe.ConfigureAwait(false))
        {
            probe.Transaction = transaction;
            probe.CommandText = "SELECT 1";
            await probe.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CloseAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
