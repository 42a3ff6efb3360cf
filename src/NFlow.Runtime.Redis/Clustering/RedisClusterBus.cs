using System.Text.Json;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Clustering;

/// <summary>Carries messages between instances by publish and subscribe. Thread-safe.</summary>
internal sealed class RedisClusterBus(RedisConnection redis) : IClusterBus
{
    private readonly RedisChannel _channel = RedisChannel.Literal(redis.KeyPrefix + "bus");

    public async ValueTask PublishAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
        await redis.UseChannelsAsync("pass on a message", channels => channels.PublishAsync(_channel, bytes), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken)
    {
        try
        {
            var queue = await redis.UseChannelsAsync("be subscribed to", channels => channels.SubscribeAsync(_channel), cancellationToken).ConfigureAwait(false);
            return new Subscription(redis, queue, listener);
        }
        catch (StorageException)
        {
            await ForgetAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A subscription that failed may still be carried out when the connection comes, beside the one that the caller then makes.</summary>
    private async Task ForgetAsync()
    {
        try
        {
            await redis.UseChannelsAsync(
                "be unsubscribed from",
                async channels =>
                {
                    await channels.UnsubscribeAsync(_channel, flags: CommandFlags.FireAndForget).ConfigureAwait(false);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // Nothing is subscribed then.
        }
    }

    private sealed class Subscription : IAsyncDisposable
    {
        private readonly RedisConnection _redis;
        private readonly ChannelMessageQueue _queue;
        private readonly IClusterListener _listener;
        private readonly CancellationTokenSource _ended = new();

        public Subscription(RedisConnection redis, ChannelMessageQueue queue, IClusterListener listener)
        {
            (_redis, _queue, _listener) = (redis, queue, listener);
            _redis.Restored += OnRestored;
            _queue.OnMessage(DeliverAsync);
        }

        public async ValueTask DisposeAsync()
        {
            _redis.Restored -= OnRestored;
            await _ended.CancelAsync().ConfigureAwait(false);
            _queue.Unsubscribe(CommandFlags.FireAndForget);
            _ended.Dispose();
        }

        private async Task DeliverAsync(ChannelMessage carried)
        {
            if (Read(carried.Message) is { } message)
                await _listener.ReceiveAsync(message, _ended.Token).ConfigureAwait(false);
        }

        /// <summary>What others publish on the channel by mistake is not ours.</summary>
        private static ClusterMessage? Read(RedisValue bytes)
        {
            try
            {
                return JsonSerializer.Deserialize<ClusterMessage>(((ReadOnlyMemory<byte>)bytes).Span);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private void OnRestored(object? sender, EventArgs e) => _listener.OnReconnected();
    }
}
