using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>
/// Work on a database that may be SQLite. SQLite computes on the calling thread and knows no cancellation: it gets a thread of the pool, is asked
/// every so many instructions whether it shall go on, and waits for locks of others in short steps.
/// </summary>
internal static class SqliteWork
{
    private const int InstructionsBetweenQuestions = 10_000;

    public static async Task<T> RunAsync<T>(DbConnection connection, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (connection is not SqliteConnection { Handle: { } handle })
            return await work().ConfigureAwait(false);

        raw.sqlite3_progress_handler(handle, InstructionsBetweenQuestions, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return await Task.Run(() => RetryAsync(work, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (SqliteException ex) when (ex.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
