using Microsoft.Extensions.Options;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime;

/// <summary>Stops the runtime gracefully. Adapters call it when their host stops.</summary>
public sealed class NFlowLifetime
{
    private readonly ProcessRegistry _processes;
    private readonly NFlowOptions _options;
    private readonly TimeProvider _time;

    internal NFlowLifetime(ProcessRegistry processes, IOptions<NFlowOptions> options, TimeProvider time)
    {
        _processes = processes;
        _options = options.Value;
        _time = time;
    }

    /// <summary>Refuses new runs and waits for the running ones, forks included; those still running after <see cref="NFlowOptions.DrainTimeout"/> are ended.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>A task that completes when no run is left.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.DrainTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await _processes.StopAsync(either.Token).ConfigureAwait(false);
    }
}
