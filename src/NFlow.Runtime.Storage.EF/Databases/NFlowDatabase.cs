using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>
/// The one door to a database: prepares it before its first use, hands out leases, and turns failures into <see cref="StorageException"/>. Thread-safe.
/// </summary>
internal sealed class NFlowDatabase(string name, IContextSource contexts, IDatabasePreparation preparation, TimeProvider time)
    : IStorageProbe, INFlowDatabase, IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private volatile AccessGate? _gate;

    public string Name => name;

    public Task<T> ReadAsync<T>(string action, Func<DatabaseLease, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        UseAsync(action, writes: false, work, cancellationToken);

    public Task<T> WriteAsync<T>(string action, Func<DatabaseLease, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        UseAsync(action, writes: true, work, cancellationToken);

    public async Task PrepareAsync(CancellationToken cancellationToken) =>
        await EnsurePreparedAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var store = await ReadAsync(
                "asking for a sign of life",
                static async (lease, token) =>
                {
                    await lease.ExecuteAsync("SELECT 1", [], token).ConfigureAwait(false);
                    return lease.Dialect.Locate(lease.Connection);
                },
                cancellationToken).ConfigureAwait(false);
            return new StorageHealth(true, store, time.GetElapsedTime(started), null);
        }
        catch (StorageException e)
        {
            return new StorageHealth(false, name, time.GetElapsedTime(started), e.Message);
        }
    }

    public void Dispose()
    {
        _preparing.Dispose();
        _gate?.Dispose();
    }

    private async Task<T> UseAsync<T>(string action, bool writes, Func<DatabaseLease, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var gate = _gate ?? await EnsurePreparedAsync(cancellationToken).ConfigureAwait(false);
        using var turn = await gate.EnterAsync(writes, cancellationToken).ConfigureAwait(false);
        return await RunAsync(action, work, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AccessGate> EnsurePreparedAsync(CancellationToken cancellationToken)
    {
        if (_gate is { } ready)
            return ready;
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _gate ??= new AccessGate(await RunAsync("preparing it", PrepareAsync, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<TurnTaking> PrepareAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        await preparation.PrepareAsync(lease, cancellationToken).ConfigureAwait(false);
        return await lease.Dialect.TurnsAtAsync(lease.Connection, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(string action, Func<DatabaseLease, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(action, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            try
            {
                await lease.Context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await lease.Dialect.ConfigureAsync(lease.Connection, cancellationToken).ConfigureAwait(false);
                return await work(lease, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not StorageException and not OperationCanceledException
                && StorageFailure.Translate(e, action, lease.Dialect.Locate(lease.Connection)) is { } failure)
            {
                throw failure;
            }
        }
    }

    private async ValueTask<DatabaseLease> LeaseAsync(string action, CancellationToken cancellationToken)
    {
        try
        {
            var context = await contexts.CreateAsync(cancellationToken).ConfigureAwait(false);
            return new DatabaseLease(context, Dialect.For(context.Database));
        }
        catch (Exception e) when (e is not OperationCanceledException && StorageFailure.Translate(e, action, "The database") is { } failure)
        {
            throw failure;
        }
    }
}
