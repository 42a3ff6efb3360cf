using Microsoft.Extensions.Options;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime;

/// <summary>Starts the runtime's background work and stops the runtime gracefully. Adapters call it when their host starts and stops.</summary>
public sealed class NFlowLifetime
{
    private readonly ProcessRegistry _processes;
    private readonly ClusterNode _cluster;
    private readonly NFlowOptions _options;
    private readonly TimeProvider _time;
    private readonly IStopParticipant[] _participants;

    /// <summary>How long background writes, such as the tracker's, may take once the last run has ended.</summary>
    public static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(10);

    internal NFlowLifetime(ProcessRegistry processes, ClusterNode cluster, IEnumerable<IStopParticipant> participants, IOptions<NFlowOptions> options, TimeProvider time)
    {
        _processes = processes;
        _cluster = cluster;
        _options = options.Value;
        _time = time;
        _participants = [.. participants];
    }

    /// <summary>Joins the other instances of the installation. Calling it twice is safe; when the others cannot be reached, it goes on trying in the background.</summary>
    /// <param name="cancellationToken">Cancels the waiting for the first attempt.</param>
    /// <returns>A task that completes after the first attempt.</returns>
    public Task StartAsync(CancellationToken cancellationToken) => _cluster.StartAsync(cancellationToken);

    /// <summary>Refuses new runs and waits for the running ones, forks included; those still running after <see cref="NFlowOptions.DrainTimeout"/> are ended.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>A task that completes when no run is left and what the runtime had yet to write in the background is written, for which it has at most <see cref="FlushTimeout"/>.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(FlushTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        foreach (var participant in _participants)
            await participant.StopAsync(either.Token).ConfigureAwait(false);
        await _cluster.StopAsync().ConfigureAwait(false);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.DrainTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await _processes.StopAsync(either.Token).ConfigureAwait(false);
    }
}
