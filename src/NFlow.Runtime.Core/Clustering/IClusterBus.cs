using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Clustering;

/// <summary>Carries messages between the instances of one installation. Thread-safe.</summary>
/// <remarks>
/// Delivery is at most once: what is sent while an instance cannot be reached is lost to it, and nothing here may depend on it for correctness.
/// Messages of one sender arrive in the order they were sent. Senders receive their own messages too.
/// </remarks>
public interface IClusterBus
{
    /// <summary>Sends a message to all instances.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    /// <returns>A task that completes when the message was handed over, not when it was received.</returns>
    /// <exception cref="StorageException">The carrier cannot be reached.</exception>
    ValueTask PublishAsync(ClusterMessage message, CancellationToken cancellationToken);

    /// <summary>Starts to receive. A connection lost later is re-established without the caller's doing.</summary>
    /// <param name="listener">Who receives.</param>
    /// <param name="cancellationToken">Cancels the subscribing, not the subscription.</param>
    /// <returns>The subscription; dispose it to stop receiving.</returns>
    /// <exception cref="StorageException">The carrier cannot be reached.</exception>
    ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken);
}
