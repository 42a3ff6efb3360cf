using Microsoft.Extensions.Hosting;

namespace NFlow.Runtime.AspNetCore;

/// <summary>When the host stops: new runs are refused at once, running ones and forks may finish, and only then does the web server stop listening.</summary>
internal sealed class DrainOnStop(NFlowLifetime lifetime) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => lifetime.StartAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the web server stops listening, so that whoever asks meanwhile is answered 503 rather than refused a connection, and a load balancer sees that this instance is not ready.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => lifetime.StopAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
