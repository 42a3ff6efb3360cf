using System.Collections.Concurrent;

namespace NFlow.Runtime.Clustering;

/// <summary>A bus that ends at this process: the default, and for tests that run several runtimes in one process over one bus. Thread-safe.</summary>
public sealed class InProcessClusterBus : IClusterBus
{
    private readonly ConcurrentDictionary<Subscription, bool> _subscriptions = new();

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        foreach (var subscription in _subscriptions.Keys)
            await subscription.DeliverAsync(message).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken)
    {
        var subscription = new Subscription(listener, this);
        _subscriptions[subscription] = true;
        return new(subscription);
    }

    private sealed class Subscription(IClusterListener listener, InProcessClusterBus bus) : IAsyncDisposable
    {
        public ValueTask DeliverAsync(ClusterMessage message) => listener.ReceiveAsync(message, CancellationToken.None);

        public ValueTask DisposeAsync()
        {
            bus._subscriptions.TryRemove(this, out _);
            return default;
        }
    }
}
