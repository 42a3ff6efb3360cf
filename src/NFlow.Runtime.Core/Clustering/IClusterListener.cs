namespace NFlow.Runtime.Clustering;

/// <summary>Receives what a bus carries. Thread-safe, though a bus that has the messages in order hands them over in order, one at a time.</summary>
public interface IClusterListener
{
    /// <summary>A message has arrived. Must not throw.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled when the subscription ends.</param>
    /// <returns>A task; the next message waits for it.</returns>
    ValueTask ReceiveAsync(ClusterMessage message, CancellationToken cancellationToken);

    /// <summary>The connection was lost and is back: messages may have been missed. Must not throw.</summary>
    void OnReconnected();
}
