namespace NFlow.Runtime;

/// <summary>A part of the runtime that has something to finish when the host stops, after the last run has ended.</summary>
internal interface IStopParticipant
{
    /// <summary>Finishes, as far as the time allows.</summary>
    /// <param name="cancellationToken">Cancelled when the time is up.</param>
    /// <returns>A task that completes when nothing is left to do.</returns>
    Task StopAsync(CancellationToken cancellationToken);
}
