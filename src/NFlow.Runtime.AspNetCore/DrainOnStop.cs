using Microsoft.Extensions.Hosting;

namespace NFlow.Runtime.AspNetCore;

/// <summary>When the host stops: new runs are refused at once, running ones and forks may finish.</summary>
internal sealed class DrainOnStop(NFlowLifetime lifetime) : IHostedLifecycleService
{
    private Task _draining = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => lifetime.StartAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the web server stops listening, so that requests on open connections are answered 503 rather than started.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _draining = lifetime.StopAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _draining;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
