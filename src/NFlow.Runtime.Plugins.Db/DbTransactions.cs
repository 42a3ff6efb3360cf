using System.Data.Common;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>The open transactions of one run. Whatever is still open when the run ends, however it ends, is rolled back.</summary>
internal sealed class DbTransactions : IDisposable
{
    private const string Key = "nflow$db";

    private readonly Lock _lock = new();
    private readonly Dictionary<int, DbTransaction> _open = [];
    private bool _hasEnded;
    private int _last;

    public static DbTransactions Of(RunContext run)
    {
        lock (run.Items)
        {
            if (run.Items.TryGetValue(Key, out var known) && known is DbTransactions transactions)
                return transactions;
            transactions = new DbTransactions();
            run.Items[Key] = transactions;
            return transactions;
        }
    }

    /// <summary>Remembers a transaction until it ends or the run does.</summary>
    public int Add(DbTransaction transaction, int most)
    {
        lock (_lock)
        {
            if (_hasEnded)
                throw new HostCallException("db.transaction: the run has ended.");
            if (_open.Count >= most)
                throw new HostCallException($"db.transaction: more than {most} transactions are open in this run.");
            _open[++_last] = transaction;
            return _last;
        }
    }

    public DbTransaction Find(int id)
    {
        lock (_lock)
            return _open.TryGetValue(id, out var transaction) ? transaction : throw new HostCallException("db: the transaction has ended.");
    }

    public DbTransaction Remove(int id)
    {
        lock (_lock)
            return _open.Remove(id, out var transaction) ? transaction : throw new HostCallException("db: the transaction has ended.");
    }

    /// <summary>Rolls everything back that is still open, by closing the connections.</summary>
    public void Dispose()
    {
        DbTransaction[] open;
        lock (_lock)
        {
            _hasEnded = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var transaction in open)
        {
            var connection = transaction.Connection;
            transaction.Dispose();
            connection?.Dispose();
        }
    }
}
