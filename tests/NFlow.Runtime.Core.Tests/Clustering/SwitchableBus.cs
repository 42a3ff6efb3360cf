using System.Collections.Concurrent;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tests.Clustering;

/// <summary>A bus that can be down, or lose what one instance answers.</summary>
internal sealed class SwitchableBus : IClusterBus
{
    private readonly InProcessClusterBus _bus = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    public bool IsDown { get; set; }

    public string? DropAnswersOf { get; set; }

    /// <summary>Completes when an instance has said something and all have heard it.</summary>
    public Task NextMessageOf(string instanceId) =>
        _awaited.GetOrAdd(instanceId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask PublishAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (message.Correlation is null || message.Sender != DropAnswersOf)
            await _bus.PublishAsync(message, cancellationToken);
        if (message.Recipient is null && _awaited.TryGetValue(message.Sender, out var awaited))
            awaited.TrySetResult();
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return _bus.SubscribeAsync(listener, cancellationToken);
    }

    private void ThrowIfDown()
    {
        if (IsDown)
            throw new StorageException("The bus is down.");
    }
}
