using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>The open transactions of one run. Whatever is still open when the run ends, however it ends, is rolled back.</summary>
internal sealed class DbTransactions : IDisposable
{
    private const string Key = "nflow$db";

    private readonly Lock _lock = new();
    private readonly Dictionary<int, ScriptTransaction> _open = [];
    private bool _hasEnded;
    private int _opening;
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

    /// <summary>Opens a transaction, if the run may have one more, and remembers it until it ends or the run does.</summary>
    public async Task<int> OpenAsync(Func<Task<ScriptTransaction>> open, int most)
    {
        lock (_lock)
        {
            if (_open.Count + _opening >= most)
                throw new HostCallException($"db.transaction: no more than {most} transactions may be open in a run.");
            _opening++;
        }

        try
        {
            var transaction = await open().ConfigureAwait(false);
            lock (_lock)
                if (!_hasEnded)
                {
                    _open[++_last] = transaction;
                    return _last;
                }

            await transaction.DisposeAsync().ConfigureAwait(false);
            throw new HostCallException("db.transaction: the run has ended.");
        }
        finally
        {
            lock (_lock)
                _opening--;
        }
    }

    public ScriptTransaction Find(string function, int id)
    {
        lock (_lock)
            return _open.TryGetValue(id, out var transaction) ? transaction : throw new HostCallException($"{function}: the transaction has ended.");
    }

    public ScriptTransaction Remove(int id)
    {
        lock (_lock)
            return _open.Remove(id, out var transaction) ? transaction : throw new HostCallException("db.transaction: the transaction has ended.");
    }

    /// <summary>Rolls back everything that is still open.</summary>
    public void Dispose()
    {
        ScriptTransaction[] open;
        lock (_lock)
        {
            _hasEnded = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var transaction in open)
            _ = transaction.DisposeAsync().AsTask();
    }
}
