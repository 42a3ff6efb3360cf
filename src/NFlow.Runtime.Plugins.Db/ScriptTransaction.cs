using System.Data.Common;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>An open transaction of a script. Its statements run one after the other, whether the script awaits them or not.</summary>
internal sealed class ScriptTransaction(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Does something in the transaction when nothing else does.</summary>
    public async Task<T> UseAsync<T>(Func<DbConnection, DbTransaction, Task<T>> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await use(connection, transaction).ConfigureAwait(false);
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

    private async Task CloseAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
