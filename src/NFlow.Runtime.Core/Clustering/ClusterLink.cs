using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Clustering;

/// <summary>This instance's identity and its way out to the others.</summary>
internal sealed class ClusterLink(IClusterBus bus, IOptions<ClusterOptions> options)
{
    public string InstanceId { get; } = $"{options.Value.InstanceName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("n")[..8]}";

    public ValueTask SendAsync(string kind, CancellationToken cancellationToken, string? recipient = null, string? correlation = null, string body = "") =>
        bus.PublishAsync(new ClusterMessage(kind, InstanceId, recipient, correlation, body), cancellationToken);

    public ValueTask<IAsyncDisposable> SubscribeAsync(IClusterListener listener, CancellationToken cancellationToken) =>
        bus.SubscribeAsync(listener, cancellationToken);
}
