using Microsoft.Extensions.Logging;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage.EF.Databases;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Clustering;

/// <summary>
/// Carries messages between instances by PostgreSQL's NOTIFY and LISTEN, on a channel for each schema. Listening holds one connection of the pool.
/// On SQLite, which has nothing of the kind, it ends at this process. Thread-safe.
/// </summary>
internal sealed partial class DatabaseClusterBus(NFlowDatabase database, TimeProvider time, ILogger<DatabaseClusterBus> logger) : IClusterBus
{
    private const string ChannelSql = "'nflow_runtime.' || coalesce(current_schema(), '')";

    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly InProcessClusterBus _inProcess = new();

    public async ValueTask PublishAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        var isShared = await database.ReadAsync("passing on a message", (lease, token) => NotifyAsync(lease, message, token), cancellationToken).ConfigureAwait(false);
        if (!isShared)
            await _inProcess.PublishAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken)
    {
        var isPostgres = await database.ReadAsync("opening it", static (lease, _) => Task.FromResult(lease.Dialect.IsPostgres), cancellationToken).ConfigureAwait(false);
        if (!isPostgres)
            return await _inProcess.SubscribeAsync(listener, cancellationToken).ConfigureAwait(false);

        var subscription = new Subscription(database, listener, time, logger);
        try
        {
            await subscription.Listening.WaitAsync(cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<bool> NotifyAsync(DatabaseLease lease, ClusterMessage message, CancellationToken cancellationToken)
    {
        if (!lease.Dialect.IsPostgres)
            return false;
        await lease.ExecuteAsync($"SELECT pg_notify({ChannelSql}, piece) FROM unnest($1) WITH ORDINALITY AS pieces(piece, number) ORDER BY number", [NotificationText.Split(message)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(3101, LogLevel.Warning, "Listening for other instances was interrupted; it is tried again: {Reason}", EventName = "ListeningInterrupted")]
    private static partial void ListeningInterrupted(ILogger logger, Exception exception, string reason);

    private sealed class Subscription : IAsyncDisposable
    {
        private readonly NFlowDatabase _database;
        private readonly IClusterListener _listener;
        private readonly TimeProvider _time;
        private readonly ILogger _logger;
        private readonly CancellationTokenSource _ended = new();
        private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _loop;

        public Subscription(NFlowDatabase database, IClusterListener listener, TimeProvider time, ILogger logger)
        {
            (_database, _listener, _time, _logger) = (database, listener, time, logger);
            _loop = Task.Run(ListenForeverAsync);
        }

        /// <summary>Completes when messages are received for the first time, or fails when that does not succeed.</summary>
        public Task Listening => _listening.Task;

        public async ValueTask DisposeAsync()
        {
            await _ended.CancelAsync().ConfigureAwait(false);
            await _loop.ConfigureAwait(false);
            _ended.Dispose();
        }

        private async Task ListenForeverAsync()
        {
            try
            {
                while (true)
                {
                    try
                    {
                        await _database.ReadAsync<bool>("listening for other instances", ListenAsync, _ended.Token).ConfigureAwait(false);
                    }
                    catch (StorageException exception)
                    {
                        if (_listening.TrySetException(exception))
                            return;
                        ListeningInterrupted(_logger, exception, exception.Message);
                    }

                    await Task.Delay(RetryPeriod, _time, _ended.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                // Disposing is how this loop ends.
                _listening.TrySetCanceled();
            }
        }

        private async Task<bool> ListenAsync(DatabaseLease lease, CancellationToken cancellationToken)
        {
            var connection = (NpgsqlConnection)lease.Connection;
            var received = new Queue<string>();
            connection.Notification += (_, notification) => received.Enqueue(notification.Payload);
            var name = lease.CreateCommand($"SELECT quote_ident({ChannelSql})");
            await using (name.ConfigureAwait(false))
            {
                var channel = (string)(await name.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
                await lease.ExecuteAsync($"LISTEN {channel}", [], cancellationToken).ConfigureAwait(false);
            }

            if (!_listening.TrySetResult())
                _listener.OnReconnected();
            var assembler = new NotificationText.Assembler();
            while (true)
            {
                await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
                while (received.TryDequeue(out var payload))
                    if (assembler.Add(payload) is { } message)
                        await _listener.ReceiveAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
